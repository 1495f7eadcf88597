//! What panicked in goblin before the campaign, and gives an answer after it.

use goblin::container::{Container, Ctx, Endian};
use goblin::mach::segment::Section;
use goblin::strtab::Strtab;
use goblin::{elf, mach, pe};
use scroll::ctx::IntoCtx;

const BAD: &[u8] = b"\xff\xfe\0rest";

fn contexts() -> [Ctx; 2] {
    [Ctx::new(Container::Little, Endian::Little), Ctx::new(Container::Big, Endian::Little)]
}

fn section() -> Section {
    let bytes = [0xffu8; 80];
    let mut section: Section = scroll::Pread::pread_with(&bytes[..], 0, contexts()[1]).unwrap();
    section.sectname = [0xff; 16];
    section
}

#[test]
fn an_elf_symbol_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        elf::sym::Sym::default().into_ctx(&mut [0u8; 3], ctx);
    }
}

#[test]
fn an_elf_section_header_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        elf::section_header::SectionHeader::default().into_ctx(&mut [0u8; 3], ctx);
    }
}

#[test]
fn an_elf_compression_header_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        elf::compression_header::CompressionHeader::default().into_ctx(&mut [0u8; 3], ctx);
    }
}

#[test]
fn an_elf_relocation_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        elf::reloc::Reloc::default().into_ctx(&mut [0u8; 3], (false, ctx));
    }
}

#[test]
fn a_mach_header_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        mach::header::Header::default().into_ctx(&mut [0u8; 3], ctx);
    }
}

#[test]
fn a_mach_symbol_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        let symbol = mach::symbols::Nlist { n_strx: 0, n_type: 0, n_sect: 0, n_desc: 0, n_value: 0 };
        symbol.into_ctx(&mut [0u8; 3], ctx);
    }
}

#[test]
fn a_mach_section_is_not_written_into_too_few_bytes() {
    for ctx in contexts() {
        section().into_ctx(&mut [0u8; 3], ctx);
    }
}

#[test]
fn a_pe_section_is_not_written_into_too_few_bytes() {
    pe::section_table::SectionTable::default().into_ctx(&mut [0u8; 3], scroll::LE);
}

#[test]
fn a_string_that_is_no_utf8_is_missing() {
    assert!(Strtab::new(BAD, 0).get_unsafe(0).is_none());
}

#[test]
fn a_string_table_that_ends_behind_the_file_is_an_error() {
    let mut bytes = [0u8; 8];
    bytes[0] = 200;
    let header = pe::header::CoffHeader {
        machine: 0,
        number_of_sections: 0,
        time_date_stamp: 0,
        pointer_to_symbol_table: 0,
        number_of_symbol_table: 0,
        size_of_optional_header: 0,
        characteristics: 0,
    };
    assert!(header.strings(&bytes).is_err());
}

#[test]
fn a_name_that_is_no_utf8_is_an_error_of_showing_it() {
    use std::fmt::Write;
    assert!(write!(String::new(), "{:?}", section()).is_err());
}

#[test]
fn a_fat_file_that_promises_too_much_is_an_error_of_showing_it() {
    use std::fmt::Write;
    let bytes = b"\xca\xfe\xba\xbe\0\0\0\x09";
    let arches = mach::MultiArch::new(&bytes[..]).unwrap();
    assert!(write!(String::new(), "{:?}", arches).is_err());
}
