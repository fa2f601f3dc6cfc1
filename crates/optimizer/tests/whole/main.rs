//! The optimizer through its public interface.

#[cfg(test)]
mod checker;
#[cfg(test)]
mod degenerate;
#[cfg(test)]
mod explanation;
#[cfg(test)]
mod files;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod objective;
#[cfg(test)]
mod optima;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod start;
#[cfg(test)]
mod support;
