//! What panicked in csv before the campaign, and gives an answer after it.

use csv::{ByteRecord, StringRecord};

#[test]
fn a_field_that_a_record_does_not_have_is_empty() {
    assert_eq!("", &StringRecord::from(vec!["a", "b"])[2]);
}

#[test]
fn a_field_that_a_record_of_bytes_does_not_have_is_empty() {
    assert_eq!(b"", &ByteRecord::from(vec!["a", "b"])[2]);
}
