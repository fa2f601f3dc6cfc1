//! What went wrong between here and the server.

use std::error::Error;
use std::io;

use rustls::{CertificateError, Error as TlsError};

use crate::retry::{Failure, Verdict};
use crate::{CxoneError, Details, NoAnswer, Proxy, Unreachable};

/// Sorts a failed exchange into "nothing was sent" and "nobody knows".
pub(crate) fn failure(
    fault: reqwest::Error,
    host: String,
    call: &'static str,
    proxy: &Proxy,
) -> Failure {
    // The address holds nothing that the reader needs.
    let fault = fault.without_url();
    let details = Box::new(Details {
        call,
        cause: Some(causes(&fault)),
        ..Details::default()
    });
    if fault.is_connect() || fault.is_builder() {
        let why = unreachable(&fault, proxy);
        let error = CxoneError::CannotReach { host, why, details };
        // A certificate is not mended by asking again.
        return match why {
            _ if why.is_about_certificates() => Failure::last(error),
            Unreachable::ProxySignIn | Unreachable::ProxyPassword => Failure::last(error),
            _ => Failure {
                error,
                verdict: Verdict::NotSent,
            },
        };
    }
    let why = if fault.is_timeout() {
        NoAnswer::TimedOut
    } else {
        NoAnswer::Broken
    };
    Failure {
        error: CxoneError::NoAnswer { host, why, details },
        verdict: Verdict::Unsure,
    }
}

fn unreachable(fault: &reqwest::Error, proxy: &Proxy) -> Unreachable {
    let certificate = chain(fault).find_map(|cause| match cause.downcast_ref()? {
        TlsError::InvalidCertificate(why) => Some(untrusted(why)),
        TlsError::NoCertificatesPresented => Some(Unreachable::Certificate),
        _ => None,
    });
    // hyper-util keeps the errors of its tunnel to itself: their words are all there is.
    let said = |words: &str| chain(fault).any(|cause| cause.to_string().contains(words));
    let refused = chain(fault).any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused)
    });
    if let Some(why) = certificate {
        return why;
    }
    match () {
        () if said("proxy authorization required") && proxy.signs_in() => {
            Unreachable::ProxyPassword
        }
        () if said("proxy authorization required") => Unreachable::ProxySignIn,
        () if said("tunnel error") => Unreachable::Proxy,
        () if fault.is_dns() => Unreachable::NameNotFound,
        () if refused => Unreachable::Refused,
        () if fault.is_timeout() => Unreachable::TimedOut,
        () => Unreachable::Network,
    }
}

fn untrusted(why: &CertificateError) -> Unreachable {
    use CertificateError as Why;
    match why {
        Why::Expired
        | Why::ExpiredContext { .. }
        | Why::NotValidYet
        | Why::NotValidYetContext { .. } => Unreachable::CertificateExpired,
        Why::NotValidForName | Why::NotValidForNameContext { .. } => {
            Unreachable::CertificateOfAnother
        }
        _ => Unreachable::Certificate,
    }
}

/// The fault and its causes, outermost first. An `io::Error` skips what it
/// wraps when asked for its source; here it does not.
fn chain(fault: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let first: &(dyn Error + 'static) = fault;
    std::iter::successors(Some(first), |&fault| {
        let io = fault.downcast_ref::<io::Error>();
        match io.and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as &(dyn Error + 'static)),
            None => fault.source(),
        }
    })
}

fn causes(fault: &reqwest::Error) -> String {
    let mut texts: Vec<String> = chain(fault).map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}
