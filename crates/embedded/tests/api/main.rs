//! The embedded workspace over real HTTP.

mod coverage;
mod crash;
mod import;
mod jobs;
mod limits;
mod routes;
mod sample;
mod sign_in;
mod support;
