//! The time that one input may take: a thread that calls off what takes longer.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::cancel::Flag;

/// Calls off work that takes too long. Dropping it ends its thread.
pub struct Timer {
    limit: Duration,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    running: Mutex<Running>,
    changed: Condvar,
}

#[derive(Default)]
struct Running {
    /// What is under way, by the moment at which its time is up; the number tells equal moments apart.
    until: BTreeMap<(Instant, u64), Flag>,
    begun: u64,
    over: bool,
}

/// A piece of work under the clock; dropping it takes it off.
pub struct Timed<'t> {
    timer: &'t Timer,
    key: (Instant, u64),
    flag: Flag,
}

impl Timer {
    /// A timer that gives each piece of work so much time.
    pub fn new(limit: Duration) -> Timer {
        let shared = Arc::<Shared>::default();
        let thread = std::thread::spawn({
            let shared = shared.clone();
            move || shared.watch()
        });
        Timer { limit, shared, thread: Some(thread) }
    }

    /// How much time each piece of work has.
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Begins a piece of work.
    pub fn begin(&self) -> Timed<'_> {
        let flag = Flag::default();
        let mut running = self.shared.lock();
        running.begun += 1;
        let key = (Instant::now() + self.limit, running.begun);
        running.until.insert(key, flag.clone());
        self.shared.changed.notify_one();
        Timed { timer: self, key, flag }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.shared.lock().over = true;
        self.shared.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Timed<'_> {
    /// The flag that is raised when the time is up.
    pub fn flag(&self) -> Flag {
        self.flag.clone()
    }
}

impl Drop for Timed<'_> {
    fn drop(&mut self) {
        self.timer.shared.lock().until.remove(&self.key);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Raises the flag of what is due, and sleeps until something else will be.
    fn watch(&self) {
        let mut running = self.lock();
        while !running.over {
            let now = Instant::now();
            while let Some(due) = running.until.first_entry().filter(|entry| entry.key().0 <= now) {
                due.remove().raise();
            }
            let next = running.until.first_key_value().map(|((moment, _), _)| *moment - now);
            // Without anything under way, whoever begins something wakes this thread.
            const LONG: Duration = Duration::from_secs(3600);
            let woken = self.changed.wait_timeout(running, next.unwrap_or(LONG));
            running = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What no test waits for.
    const FOREVER: Duration = Duration::from_secs(3600);

    #[test]
    fn what_takes_too_long_is_called_off() {
        let timer = Timer::new(Duration::from_millis(1));
        let (one, other) = (timer.begin(), timer.begin());
        while !one.flag().is_raised() || !other.flag().is_raised() {
            std::thread::yield_now();
        }
    }

    #[test]
    fn what_is_over_is_forgotten() {
        let timer = Timer::new(FOREVER);
        let flag = timer.begin().flag();
        assert!(timer.shared.lock().until.is_empty());
        assert!(!flag.is_raised());
        let one = timer.begin();
        assert_eq!(timer.shared.lock().until.len(), 1);
        drop(one);
    }
}
