//! A planner's work against a tenant that answers as each test says.

mod import;
mod run;
mod tenant;
