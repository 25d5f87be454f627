//! The bytes of a `.molti` file.
//!
//! `MOLTI`, the format version (32 bits, little endian), the SHA-256 of the rest, and the interface as MessagePack with
//! structures as arrays. There is one encoding of each interface: a file that decodes to an interface but is not its encoding
//! is refused. The hash is the interface's identity and detects damage; it proves nothing about who made the file.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::ModuleInterface;

const MAGIC: &[u8; 5] = b"MOLTI";
const HASH_LENGTH: usize = 32;
const HEADER_LENGTH: usize = MAGIC.len() + 4 + HASH_LENGTH;

/// The version of the format that this crate reads and writes. It changes with every change of the data.
pub const FORMAT_VERSION: u32 = 1;

/// SHA-256 of an interface's encoding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; HASH_LENGTH]);

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Why bytes are not an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file does not start as interface files do.
    NotAnInterface,
    /// The file ends inside its header.
    Truncated,
    /// Another version of Molt wrote it.
    WrongVersion(u32),
    /// The content does not have the hash that the header states.
    Damaged,
    /// The content has the stated hash but is no interface of this version.
    Malformed(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnInterface => write!(formatter, "not a module interface file"),
            Self::Truncated => write!(formatter, "the module interface file is cut off"),
            Self::WrongVersion(version) => write!(
                formatter,
                "the module interface file has format version {version}, but this compiler reads {FORMAT_VERSION}; \
                 build it again"
            ),
            Self::Damaged => {
                write!(formatter, "the module interface file is damaged: its content does not match its hash")
            }
            Self::Malformed(reason) => write!(formatter, "the module interface file is malformed: {reason}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// The bytes of an interface's file.
#[must_use]
pub fn write(interface: &ModuleInterface) -> Vec<u8> {
    let content = encode(interface);
    let mut bytes = Vec::with_capacity(HEADER_LENGTH + content.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&hash(&content).0);
    bytes.extend_from_slice(&content);
    bytes
}

/// The identity of an interface: equal interfaces have equal hashes.
#[must_use]
pub fn content_hash(interface: &ModuleInterface) -> ContentHash {
    hash(&encode(interface))
}

/// Reads an interface's file.
///
/// # Errors
/// Why the bytes are not an interface that this version of the compiler wrote.
pub fn read(bytes: &[u8]) -> Result<ModuleInterface, ReadError> {
    let start = &bytes[..bytes.len().min(MAGIC.len())];
    if !MAGIC.starts_with(start) || start.is_empty() {
        return Err(ReadError::NotAnInterface);
    }
    let (_, rest) = bytes.split_at_checked(MAGIC.len()).ok_or(ReadError::Truncated)?;
    let (version, rest) = rest.split_first_chunk::<4>().ok_or(ReadError::Truncated)?;
    let version = u32::from_le_bytes(*version);
    if version != FORMAT_VERSION {
        return Err(ReadError::WrongVersion(version));
    }
    let (stated, content) = rest.split_first_chunk::<HASH_LENGTH>().ok_or(ReadError::Truncated)?;
    if hash(content) != ContentHash(*stated) {
        return Err(ReadError::Damaged);
    }
    let interface: ModuleInterface =
        rmp_serde::from_slice(content).map_err(|error| ReadError::Malformed(error.to_string()))?;
    if encode(&interface) != content {
        return Err(ReadError::Malformed("it is not in canonical form".to_owned()));
    }
    Ok(interface)
}

fn encode(interface: &ModuleInterface) -> Vec<u8> {
    match rmp_serde::to_vec(interface) {
        Ok(content) => content,
        Err(error) => unreachable!("interfaces hold only what MessagePack can express: {error}"),
    }
}

fn hash(content: &[u8]) -> ContentHash {
    ContentHash(Sha256::digest(content).into())
}
