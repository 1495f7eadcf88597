"""Methods and functions of Rust's library by what they return."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPTION_METHODS = _words(
    """
    and_then as_deref as_deref_mut as_slice_mut back back_mut checked_add checked_add_signed checked_div
    checked_div_euclid checked_duration_since checked_ilog checked_ilog10 checked_ilog2 checked_mul checked_neg
    checked_next_power_of_two checked_pow checked_rem checked_rem_euclid checked_shl checked_shr checked_sub
    downcast_mut downcast_ref err extension file_name file_stem find find_map first first_key_value first_mut
    from_digit from_u32 front front_mut get get_key_value get_mut host_str last last_key_value last_mut location
    max max_by max_by_key min min_by min_by_key next next_back next_if next_if_eq nth nth_back ok parent
    partial_cmp peek peek_mut pop_back pop_first pop_front pop_last position reduce rfind rposition rsplit_once
    source split_first split_first_mut split_last split_last_mut split_once strip_prefix strip_suffix to_digit
    to_str upgrade zip
    """
)
"""Methods whose result is an Option wherever the library has them."""
RESULT_METHODS = _words(
    """
    accept accessed binary_search bind canonicalize create_dir created downcast duration_since elapsed flush
    from_str into_string kill local_addr lock map_err metadata modified ok_or ok_or_else open output parse
    peer_addr read_dir read_exact read_line read_link read_to_end read_to_string recv recv_timeout seek send
    set_len set_nonblocking set_permissions set_read_timeout set_write_timeout status stream_position
    symlink_metadata sync_all take_error to_socket_addrs try_clone try_from try_into try_lock try_read try_recv
    try_reserve try_send try_wait try_write wait_timeout wait_with_output write_all write_char write_fmt
    write_str
    """
)
"""Methods whose result is a Result, likewise."""
KEEP_KIND = _words(
    """
    and as_deref as_deref_mut as_mut as_ref by_ref clone cloned copied filter flatten inspect inspect_err map or
    or_else replace take
    """
)
"""Methods of Option and Result that give the same kind again."""
POISONED = {"lock": 0, "read": 0, "write": 0, "wait": 1, "wait_while": 2}
"""Methods of std's locks that fail only where another thread has panicked -> how many arguments they take."""
OPTION_FUNCTIONS = _words(
    "Some from_digit from_u32 NonZero::new NonNull::new NonZeroU8::new NonZeroU16::new NonZeroU32::new "
    "NonZeroU64::new NonZeroUsize::new NonZeroI32::new NonZeroI64::new NonZeroIsize::new char::from_u32 "
    "char::from_digit env::var_os"
)
RESULT_FUNCTIONS = _words(
    "Ok Err str::from_utf8 String::from_utf8 String::from_utf16 CString::new CStr::from_bytes_with_nul File::open "
    "File::create fs::read fs::write fs::read_to_string fs::create_dir fs::create_dir_all fs::remove_file fs::rename "
    "fs::copy fs::metadata fs::canonicalize fs::read_dir fs::remove_dir_all env::var env::current_dir env::current_exe "
    "TcpListener::bind TcpStream::connect UdpSocket::bind Regex::new Layout::array Layout::from_size_align "
    "thread::Builder::spawn from_utf8 SystemTime::duration_since Url::parse Runtime::new"
)
TRIED = frozenset({"try_from", "from_str", "try_new", "from_str_radix"})
"""Last words of associated functions that give a Result whatever their type."""
