//! Threads that share a stream: one that waits for the host keeps others off the stream, and from nothing else.

use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

use molt_heap::{Token, attach};
use molt_host::{HostError, HostFile, SeekBase};
use molt_object::{Owned, Str};

use super::binary::{new_file, stream_of};
use super::locked_stream::Stream;
use super::stream::Abilities;

/// A file whose every read waits until the test says what comes.
struct Slow {
    asked: Mutex<Sender<()>>,
    answers: Mutex<Receiver<&'static [u8]>>,
}

impl HostFile for Slow {
    fn read(&self, buffer: &mut [u8]) -> molt_host::Result<usize> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).send(()).expect("the test runs");
        let answer = self.answers.lock().unwrap_or_else(PoisonError::into_inner).recv().expect("the test runs");
        buffer[..answer.len()].copy_from_slice(answer);
        Ok(answer.len())
    }
    fn write(&self, _data: &[u8]) -> molt_host::Result<usize> {
        Err(HostError::System(9))
    }
    fn seek(&self, _offset: i64, _base: SeekBase) -> molt_host::Result<u64> {
        Err(HostError::System(29))
    }
    fn truncate(&self, _size: u64) -> molt_host::Result<()> {
        Err(HostError::System(22))
    }
    fn size(&self) -> Option<u64> {
        None
    }
    fn is_terminal(&self) -> bool {
        false
    }
    fn descriptor(&self) -> i64 {
        7
    }
}

fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        molt_heap::token::start();
        let _attached = attach();
        molt_protocol::initialise();
        molt_kernel::initialise();
        molt_containers::initialise();
        molt_values::initialise();
    });
}

/// Where the threads of the test find the file: values do not go from thread to thread.
fn shared(token: Token<'_>) -> Owned {
    token.interpreter().modules.system.get().expect("the test puts it there")
}

fn read_line() -> Vec<u8> {
    let attached = attach();
    let file = shared(attached.token());
    stream_of(file.borrow()).expect("a binary file").read_line(None).expect("no error")
}

#[test]
fn a_reader_that_waits_keeps_others_off_its_stream_only() {
    start();
    let main = attach();
    let token = main.token();
    let (asked, hear_asked) = channel();
    let (answer, answers) = channel();
    let file = Slow { asked: Mutex::new(asked), answers: Mutex::new(answers) };
    let abilities = Abilities { read: true, write: false, buffered: true, closes: true };
    let stream = Stream::new(Box::new(file), abilities, Str::from_rust("slow"), "rb");
    drop(token.interpreter().modules.system.replace(Some(new_file(Rc::new(stream)))));

    let first = thread::spawn(read_line);
    let hear_asked = token.release(move || {
        hear_asked.recv().expect("the first reader asks the host");
        hear_asked
    });
    // It waits for the host now. This thread runs, and can ask what needs no turn.
    let own = shared(token);
    let stream = stream_of(own.borrow()).expect("a binary file");
    assert!(!stream.is_closed());
    assert_eq!(stream.descriptor().ok(), Some(7));
    let second = thread::spawn(read_line);
    let (first, second) = token.release(move || {
        answer.send(b"one\ntw").expect("a reader waits");
        let first = first.join().expect("no assertion fails");
        // What came with the first line belongs to the second reader.
        hear_asked.recv().expect("the second reader asks the host");
        answer.send(b"o\n").expect("a reader waits");
        (first, second.join().expect("no assertion fails"))
    });
    assert_eq!((first.as_slice(), second.as_slice()), (&b"one\n"[..], &b"two\n"[..]));
    drop(token.interpreter().modules.system.take());
}
