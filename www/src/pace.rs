//! Long work done at once, or in pieces between which the browser answers whatever finger waits.

use crate::browser;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// How long work is done.
#[derive(Clone, Copy)]
pub(crate) enum Pace {
    /// Without a stop: what it makes is waited for.
    AtOnce,
    /// In pieces.
    InPieces,
}

impl Pace {
    /// Stops for a moment, if one should.
    pub(crate) async fn breathe(self) {
        if let Self::InPieces = self {
            browser::breathe().await;
        }
    }
}

/// What is made without a stop; nothing when it stopped after all.
pub(crate) fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => Some(made),
        Poll::Pending => None,
    }
}
