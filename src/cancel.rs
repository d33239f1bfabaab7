//! Work that may be called off from outside: a leaf.
//!
//! [`under`] runs work that belongs to a [`Flag`]. Deep in that work, wherever something is done for each of many
//! things, [`check`] looks at the flag; once it is raised, the stack is unwound up to `under`, past all that has no
//! use for half of a result. `parallel` carries the flag over to its threads. No clock is read here: whoever
//! raises the flag may have one.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Says to all who hold it whether to go on.
///
/// ```
/// use offprint::{ReadError, cancel::Flag, host::Memory};
///
/// let flag = Flag::default();
/// let host = Memory { cancel: Some(flag.clone()), ..Memory::default() };
/// // A button, a clock or another thread may raise it while the work is under way.
/// flag.raise();
/// let called_off = offprint::read(b"Some words.", &Default::default(), &host);
/// assert!(matches!(called_off, Err(ReadError::Cancelled(_))));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Flag(Arc<AtomicBool>);

impl Flag {
    /// Calls the work off.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work is called off.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The work was called off, and nothing came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it was called off")]
pub struct Cancelled;

thread_local! {
    static CURRENT: RefCell<Option<Flag>> = const { RefCell::new(None) };
}

/// Puts back the flag that was there before, whichever way the work ends.
struct Before(Option<Flag>);

impl Drop for Before {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// The flag of the work that this thread does.
pub fn current() -> Option<Flag> {
    CURRENT.with_borrow(Clone::clone)
}

/// Does work that `flag` may call off; without a flag, what is around it still may.
///
/// # Errors
/// When it was called off.
pub fn under<R>(flag: Option<&Flag>, work: impl FnOnce() -> R) -> Result<R, Cancelled> {
    let Some(flag) = flag else { return Ok(work()) };
    let before = Before(CURRENT.replace(Some(flag.clone())));
    let done = panic::catch_unwind(AssertUnwindSafe(|| {
        check();
        work()
    }));
    drop(before);
    done.or_else(|payload| match payload.downcast::<Cancelled>() {
        Ok(cancelled) => Err(*cancelled),
        Err(payload) => panic::resume_unwind(payload),
    })
}

/// Does work on another thread as part of the work that `flag` belongs to; what calls it off unwinds further.
pub fn part_of<R>(flag: Option<Flag>, work: impl FnOnce() -> R) -> R {
    let _before = Before(CURRENT.replace(flag));
    work()
}

/// Ends the work here if it was called off. Cheap enough for each block of an article, too dear for each
/// character. Never inside of what is made once for all articles.
pub fn check() {
    if CURRENT.with_borrow(|flag| flag.as_ref().is_some_and(Flag::is_raised)) {
        // Past the hook that reports panics: this is none.
        panic::resume_unwind(Box::new(Cancelled));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_ends_where_it_is_called_off() {
        let (flag, mut steps) = (Flag::default(), 0);
        let done = under(Some(&flag), || {
            for step in 0.. {
                check();
                steps = step;
                if step == 3 {
                    flag.raise();
                }
            }
        });
        assert_eq!((done, steps), (Err(Cancelled), 3));
        assert_eq!(under(Some(&flag), || ()), Err(Cancelled), "what is called off does not begin");
        check();
        assert_eq!(under(Some(&Flag::default()), || 7), Ok(7), "others go on");
    }

    #[test]
    fn threads_are_part_of_the_work() {
        let flag = Flag::default();
        let items: Vec<u32> = (0..1_000).collect();
        let done = under(Some(&flag), || {
            crate::parallel::map(
                4,
                &items,
                || (),
                |(), item| {
                    if *item == 10 {
                        flag.raise();
                    }
                    check();
                },
            )
        });
        assert_eq!(done.map(drop), Err(Cancelled));
    }

    #[test]
    fn panics_are_no_cancelling() {
        let flag = Flag::default();
        let caught = panic::catch_unwind(|| {
            under(Some(&flag), || panic::resume_unwind(Box::new("a fault")))
        });
        let payload: Box<dyn std::any::Any + Send> = caught.map(|_: Result<(), _>| ()).unwrap_err();
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"a fault"));
        assert!(current().is_none());
    }
}
