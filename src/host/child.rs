//! Runs of programs: started, fed, listened to, and ended.
//!
//! What goes in and what comes out have threads of their own, so that a program may write before
//! it has read, or never read at all. A run is over when the program has ended and both its
//! outputs are closed; what takes too long or says too much is ended with all that it started,
//! which on Unix is its process group. [`abandon`] ends all runs for a program that is interrupted.

use std::collections::BTreeSet;
use std::io::{self, Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::program::{Answer, Program, ProgramError};
use crate::cancel;

/// How much of what a program says on its standard error is kept, in bytes: the last of it.
const MAX_SAID: usize = 64 << 10;
/// How long what was ended may take to be gone. The system needs a moment; what hangs in the
/// kernel is left to it.
const PATIENCE: Duration = Duration::from_secs(2);
/// The longest wait between two looks at whether a program has ended.
const LONGEST_NAP: Duration = Duration::from_millis(20);

/// What a run may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub time: Duration,
    pub output: usize,
}

/// Runs a program to its end.
pub(super) fn run(
    program: &Program,
    variables: &[(&str, String)],
    input: Vec<u8>,
    limits: Limits,
) -> Result<Answer, ProgramError> {
    let end = Instant::now() + limits.time;
    let mut running = Running::start(program, variables)?;
    let (output, said) = running.talk(input, limits.output);
    let left = || end.saturating_duration_since(Instant::now());
    let output = match received(&output, left) {
        Some(Some(output)) => Some(output),
        Some(None) => return Err(ProgramError::TooMuch(limits.output)),
        None => None,
    };
    let words = received(&said, left);
    // Before its outputs are closed nobody takes leave of it: its group keeps its number.
    let status = output.as_ref().and(words.as_ref()).and_then(|_| running.wait(end, cancel::check));
    if let (Some(output), Some(words), Some(status)) = (output, &words, status) {
        return verdict(status, output, words.clone());
    }
    running.kill();
    let words = words.or_else(|| said.recv_timeout(PATIENCE).ok()).unwrap_or_default();
    Err(ProgramError::TooSlow { limit: limits.time, said: words })
}

/// What comes within the time that is left, unless the work is called off before.
fn received<T>(from: &Receiver<T>, left: impl Fn() -> Duration) -> Option<T> {
    loop {
        cancel::check();
        match from.recv_timeout(left().min(LONGEST_NAP)) {
            Ok(result) => return Some(result),
            Err(RecvTimeoutError::Timeout) if !left().is_zero() => {}
            Err(_) => return None,
        }
    }
}

/// What an exit code means.
fn verdict(status: ExitStatus, output: Vec<u8>, said: String) -> Result<Answer, ProgramError> {
    match status.code() {
        Some(0) => Ok(Answer { output, said }),
        Some(code) => Err(ProgramError::Failed { code, said }),
        None => Err(ProgramError::Killed { signal: signal(status), said }),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal().unwrap_or_default()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> i32 {
    0
}

/// The processes that run at the moment.
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

fn running() -> MutexGuard<'static, BTreeSet<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends all programs that run, for a program that ends at once. None is started after that:
/// whoever starts one waits for ever.
pub fn abandon() {
    let running = running();
    running.iter().for_each(|process| end(*process));
    std::mem::forget(running);
}

/// A program that runs. With its owner goes whatever is left of it.
struct Running {
    child: Child,
    is_gone: bool,
}

impl Running {
    fn start(program: &Program, variables: &[(&str, String)]) -> Result<Running, ProgramError> {
        let mut command = Command::new(program.path());
        command.args(program.arguments()).envs(variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut running = running();
        let child = command.spawn().map_err(|error| ProgramError::NotStarted(reason(&error)))?;
        running.insert(child.id());
        Ok(Running { child, is_gone: false })
    }

    /// Feeds the program and listens to it. What comes of its output is `None` when that is
    /// longer than `most`.
    fn talk(
        &mut self,
        input: Vec<u8>,
        most: usize,
    ) -> (Receiver<Option<Vec<u8>>>, Receiver<String>) {
        let mut stdin = self.child.stdin.take();
        std::thread::spawn(move || {
            // Who does not read all of it needs no more of it: its exit code tells how it went.
            stdin.as_mut().map(|stdin| stdin.write_all(&input))
        });
        let (stdout, stderr) = (self.child.stdout.take(), self.child.stderr.take());
        let output = on_its_own(move || stdout.map_or(Some(Vec::new()), |pipe| all_of(pipe, most)));
        let said = on_its_own(move || stderr.map_or(String::new(), last_of));
        (output, said)
    }

    /// Waits until it has ended; `None` when it has not in time.
    fn wait(&mut self, end: Instant, meanwhile: fn()) -> Option<ExitStatus> {
        let mut nap = Duration::from_micros(100);
        loop {
            meanwhile();
            if let Some(status) = self.ended() {
                return Some(status);
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            std::thread::sleep(nap.min(left));
            nap = (nap * 2).min(LONGEST_NAP);
        }
    }

    /// Looks whether it has ended, and takes leave of it.
    fn ended(&mut self) -> Option<ExitStatus> {
        let mut running = running();
        let status = self.child.try_wait().ok().flatten()?;
        running.remove(&self.child.id());
        self.is_gone = true;
        Some(status)
    }

    /// Ends it and what it started.
    fn kill(&mut self) {
        if !self.is_gone {
            end(self.child.id());
            // Where there are no process groups, at least the program itself.
            let _ = self.child.kill();
            self.wait(Instant::now() + PATIENCE, || ());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Ends a process group that was started here.
#[cfg(unix)]
fn end(process: u32) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    if let Ok(group) = i32::try_from(process) {
        // It may have ended by itself in the meantime.
        let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
    }
}

#[cfg(not(unix))]
fn end(_: u32) {}

/// Does something on a thread of its own, which nobody waits for: what a program started may keep
/// a pipe open for as long as it likes.
fn on_its_own<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(work()));
    receiver
}

/// All that comes out of a pipe; `None` when that is too much.
fn all_of(pipe: impl Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // What was read before an error is all that there is.
    let _ = pipe.take(most as u64 + 1).read_to_end(&mut bytes);
    (bytes.len() <= most).then_some(bytes)
}

/// The last of what comes out of a pipe, in whole lines.
fn last_of(mut pipe: impl Read) -> String {
    let (mut kept, mut buffer, mut cut) = (Vec::new(), [0; 8 << 10], false);
    while let Ok(read @ 1..) = pipe.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..read]);
        if kept.len() > 2 * MAX_SAID {
            kept.drain(..kept.len() - MAX_SAID);
            cut = true;
        }
    }
    let start = match kept.iter().position(|byte| *byte == b'\n') {
        Some(newline) if cut => newline + 1,
        _ => 0,
    };
    String::from_utf8_lossy(&kept[start..]).into_owned()
}

/// Why a program cannot be started.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        // It was there when it was looked for.
        io::ErrorKind::NotFound => {
            "it, or the interpreter that its first line names, is not there".to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const USUAL: Limits = Limits { time: Duration::from_secs(60), output: 64 << 20 };

    fn shell(script: &str, input: Vec<u8>, limits: Limits) -> Result<Answer, ProgramError> {
        let program = Program::of_command(&format!("sh -c '{script}'")).unwrap();
        run(&program, &[("WORD", "ёж".to_owned())], input, limits)
    }

    fn said(script: &str) -> Answer {
        shell(script, Vec::new(), USUAL).unwrap()
    }

    #[test]
    fn a_program_gets_input_and_variables_and_is_heard() {
        let answer = shell("cat; echo $WORD; echo low >&2", b"x\n".to_vec(), USUAL).unwrap();
        assert_eq!(answer.output, "x\nёж\n".as_bytes());
        assert_eq!(answer.said, "low\n");
    }

    #[test]
    fn pipes_never_stand_in_each_others_way() {
        let much = vec![b'x'; 4 << 20];
        // Much is written before anything is read, and much is said.
        let script = "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; cat";
        let answer = shell(script, much.clone(), USUAL).unwrap();
        assert_eq!(answer.output.len(), 3_000_000 + much.len());
        // Nothing is read at all, or the pipe is closed.
        assert_eq!(shell("echo done", much.clone(), USUAL).unwrap().output, b"done\n");
        assert_eq!(shell("exec <&-; echo done", much, USUAL).unwrap().output, b"done\n");
    }

    #[test]
    fn failures_are_told_with_last_words() {
        let error = |script: &str| shell(script, Vec::new(), USUAL).unwrap_err().to_string();
        assert_eq!(error("exit 3"), "it ended with exit code 3");
        assert_eq!(error("echo a >&2; echo b >&2; exit 1"), "it ended with exit code 1: a / b");
        assert_eq!(error("kill -9 $$"), "signal 9 ended it");
        let missing = Program::new("gone", "/no/such/program");
        let error = run(&missing, &[], Vec::new(), USUAL).unwrap_err().to_string();
        assert!(error.starts_with("it cannot be started: "), "{error}");
    }

    #[test]
    fn what_takes_too_long_is_ended_with_its_children() {
        let short = Limits { time: Duration::from_millis(900), ..USUAL };
        let mark = std::env::temp_dir().join(format!("offprint-child-{}", std::process::id()));
        let late = format!("(sleep 2; echo >{})", mark.display());
        for script in ["LATE & sleep 300", "LATE &", "exec >&- 2>&-; LATE"] {
            let script = format!("echo slow >&2; {}", script.replace("LATE", &late));
            let error = shell(&script, Vec::new(), short).unwrap_err();
            assert!(matches!(&error, ProgramError::TooSlow { said, .. } if said == "slow\n"));
        }
        // All three were begun at least so long ago, if they are still there.
        std::thread::sleep(Duration::from_millis(2200));
        assert!(!mark.exists(), "something went on after the end");
    }

    #[test]
    fn too_much_output_ends_a_program() {
        let little = Limits { output: 1 << 20, ..USUAL };
        let error = shell("yes", Vec::new(), little).unwrap_err();
        assert_eq!(error.to_string(), "it was ended, for it wrote more than 1 MB");
        assert_eq!(said("head -c 1048576 /dev/zero").output.len(), 1 << 20);
    }

    #[test]
    fn of_many_words_the_last_are_kept_in_whole_lines() {
        let answer = said("i=0; while [ $i -lt 60000 ]; do echo line $i; i=$((i+1)); done >&2");
        assert!(answer.said.len() <= 2 * MAX_SAID && answer.said.len() > MAX_SAID / 2);
        assert!(answer.said.starts_with("line ") && answer.said.ends_with("line 59999\n"));
    }
}
