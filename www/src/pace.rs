//! Long work, done without a stop or in pieces between which the browser answers whatever finger waits.

use crate::answering;
use crate::browser;
use std::cell::{Cell, OnceCell};
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen_futures::spawn_local;

/// How work is done.
#[derive(Clone, Copy)]
pub(crate) enum Pace {
    /// Without a stop: what it makes is waited for.
    AtOnce,
    /// In pieces.
    InPieces,
    /// In pieces, until something is answered after so many answers.
    Until(u64),
}

impl Pace {
    /// Stops for a moment, if one should; for good once what is made is of no use any more.
    pub(crate) async fn breathe(self) {
        match self {
            Self::AtOnce => return,
            Self::InPieces | Self::Until(_) => browser::breathe().await,
        }
        if let Self::Until(answers) = self
            && answering::answered() != answers
        {
            STOPPED.set(true);
            pending::<()>().await;
        }
    }
}

/// Work that makes something, at its pace. Boxed, so that the code is not compiled once for each kind of work.
pub(crate) type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

thread_local! {
    /// Whether the work that just paused is of no use any more.
    static STOPPED: Cell<bool> = const { Cell::new(false) };
}

/// Lets work go on by itself. What is of no use any more is dropped with all that it holds.
#[inline(never)]
pub(crate) fn spawn(mut work: Work<'static, ()>) {
    spawn_local(poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Pending if STOPPED.take() => Poll::Ready(()),
        polled => polled,
    }));
}

/// What is made without a stop; nothing when it stopped after all.
pub(crate) fn at_once<T>(mut work: Work<'_, T>) -> Option<T> {
    let polled = work.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    debug_assert!(polled.is_ready(), "work at once waits for something that is not its pace");
    match polled {
        Poll::Ready(made) => Some(made),
        Poll::Pending => None,
    }
}

/// What is made once, when it is asked for or ahead.
#[derive(Debug, Default)]
pub(crate) struct Made<T>(OnceCell<T>);

impl<T: Default> Made<T> {
    /// What was made; it is at once when it was not.
    pub(crate) fn now<'a>(&self, work: impl FnOnce(Pace) -> Work<'a, T>) -> &T {
        self.0.get_or_init(|| at_once(work(Pace::AtOnce)).unwrap_or_default())
    }

    /// Whether it is to be made.
    pub(crate) fn is_missing(&self) -> bool {
        self.0.get().is_none()
    }

    /// Keeps what was made ahead, unless it was made meanwhile.
    pub(crate) fn keep(&self, made: T) {
        self.0.get_or_init(|| made);
    }
}
