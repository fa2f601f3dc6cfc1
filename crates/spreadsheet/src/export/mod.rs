//! Files that are written.

mod recommendations;
mod whole_file;

pub use recommendations::write_recommendations;
