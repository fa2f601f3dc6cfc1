//! Files that are written.

mod recommendations;
mod rows;
mod whole_file;

pub use recommendations::write_recommendations;
pub use rows::write_rows;
