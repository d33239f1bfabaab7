//! Work on several threads whose results come in the order of what was asked: a leaf.
//!
//! Which thread does what depends on the moment; what comes out must not. The
//! state of a worker may therefore hold caches and nothing that shows.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cancel;

/// Does some work for each item, on at most so many threads, and returns what
/// came of it in the order of the items. Each thread makes a state of its own
/// once and keeps it. With one item or one thread nothing is started. Between items
/// the work may be called off, see [`cancel`].
pub fn map<T, S, R>(
    threads: usize,
    items: &[T],
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let threads = threads.min(items.len());
    if threads <= 1 {
        let mut state = state();
        let work = |item| {
            cancel::check();
            work(&mut state, item)
        };
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut state = state();
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            cancel::check();
            done.push((index, work(&mut state, item)));
        }
    };
    let flag = cancel::current();
    let part = || cancel::part_of(flag.clone(), worker);
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(part)).collect();
        let mut done = worker();
        for other in others {
            match other.join() {
                Ok(results) => done.extend(results),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        for threads in [0, 1, 2, 7] {
            assert_eq!(map(threads, &items, || (), |(), item| item * 2), doubled);
        }
        assert_eq!(map(4, &[] as &[usize], || (), |(), item| *item), [] as [usize; 0]);
    }
}
