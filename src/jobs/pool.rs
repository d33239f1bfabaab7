//! Work on inputs on several threads: what is made, how it is called and what is told of it come
//! in the order of the inputs, and only so many are under way that memory stays bounded.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// How many results may wait for one before them that takes long, for each thread.
const WAITING: usize = 64;

/// A number that goes up, which others wait for.
#[derive(Default)]
struct Counter {
    value: Mutex<usize>,
    changed: Condvar,
}

impl Counter {
    fn wait(&self, enough: impl Fn(usize) -> bool) -> MutexGuard<'_, usize> {
        let value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = self.changed.wait_while(value, |value| !enough(*value));
        waiting.unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self) {
        *self.value.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }
}

/// The right to do something once, when all items before have done it.
pub struct Turn<'c> {
    counter: &'c Counter,
    number: usize,
    is_over: bool,
}

impl Turn<'_> {
    /// Waits for the turn, and takes it.
    pub fn take<R>(&mut self, act: impl FnOnce() -> R) -> R {
        let guard = self.counter.wait(|value| value >= self.number);
        drop(guard);
        let result = act();
        self.pass();
        result
    }

    fn pass(&mut self) {
        if !std::mem::replace(&mut self.is_over, true) {
            self.counter.count();
        }
    }
}

impl Drop for Turn<'_> {
    /// Who needs no turn lets the next one have it.
    fn drop(&mut self) {
        if !self.is_over {
            drop(self.counter.wait(|value| value >= self.number));
            self.pass();
        }
    }
}

/// Does some work for each item and hands over what came of it, in the order of the items. No
/// more items are begun once `stop` is set. `work` must not panic.
pub fn ordered<T: Send, R: Send>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    stop: &AtomicBool,
    work: impl Fn(T, &mut Turn<'_>) -> R + Sync,
    done: &mut dyn FnMut(R),
) {
    let turns = Counter::default();
    let turn = |number: usize| Turn { counter: &turns, number, is_over: false };
    if threads <= 1 {
        let going = items.take_while(|_| !stop.load(Ordering::Relaxed));
        return going.enumerate().for_each(|(number, item)| done(work(item, &mut turn(number))));
    }
    let items = Mutex::new(items.enumerate());
    let handed_over = Counter::default();
    let (sender, receiver) = mpsc::channel();
    let worker = |sender: mpsc::Sender<(usize, R)>| {
        while !stop.load(Ordering::Relaxed) {
            let next = items.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((number, item)) = next else { return };
            drop(handed_over.wait(|value| number < value + WAITING * threads));
            let result = work(item, &mut turn(number));
            if sender.send((number, result)).is_err() {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| worker(sender));
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, result) in receiver {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                done(result);
                next += 1;
                handed_over.count();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_results_keep_the_order_of_the_items() {
        for threads in [1, 2, 5] {
            let (turns, stop) = (Mutex::new(Vec::new()), AtomicBool::new(false));
            let mut results = Vec::new();
            let work = |item: usize, turn: &mut Turn<'_>| {
                // Some work long, some need no turn.
                std::thread::yield_now();
                let slow = item.is_multiple_of(7);
                let sum: usize = if slow { (0..20_000).sum() } else { 0 };
                if !item.is_multiple_of(5) {
                    turn.take(|| turns.lock().unwrap().push(item));
                }
                item + sum.min(1)
            };
            ordered(threads, 0..2_000_usize, &stop, work, &mut |result| results.push(result));
            let expected: Vec<usize> = (0..2_000_usize).filter(|n| !n.is_multiple_of(5)).collect();
            assert_eq!(*turns.lock().unwrap(), expected);
            let results_expected = (0..2_000).map(|n: usize| n + usize::from(n.is_multiple_of(7)));
            assert_eq!(results, results_expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_begun_after_a_stop() {
        for threads in [1, 3] {
            let stop = AtomicBool::new(false);
            let mut results = Vec::new();
            let work = |item: usize, _: &mut Turn<'_>| {
                stop.fetch_or(item == 10, Ordering::Relaxed);
                item
            };
            ordered(threads, 0.., &stop, work, &mut |result| results.push(result));
            assert!(results.len() >= 11 && results.is_sorted(), "{}", results.len());
        }
    }
}
