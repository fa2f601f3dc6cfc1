//! The client against small scripted servers: real HTTP on 127.0.0.1.
//!
//! Waits are the server's own (`Retry-After: 1`) or set to milliseconds; no
//! test sleeps to wait for something.

#[cfg(test)]
mod access;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod import;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod polling;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod server;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod wire;
