use std::io::BufRead;

use secrecy::SecretString;

use crate::Fault;

/// The client secret: the first line of standard input, where neither the list of
/// processes nor the shell's history shows it.
pub(crate) fn from_standard_input() -> Result<SecretString, Fault> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let secret = line.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        return Err("The client secret is empty. Write it to standard input, for example: echo \"$SECRET\" | shiftwright-cli …".into());
    }
    Ok(secret.into())
}
