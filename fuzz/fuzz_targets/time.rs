//! Times: whatever the format and the text, a time that JavaScript has or none.
//!
//! The first line is the format, the second the time, the third the nanoseconds of a composite one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tributary_core::convert::Cell;
use tributary_core::error::Code;
use tributary_core::spec::{FieldRole, FieldSpec, FieldType, StreamSpec};
use tributary_fuzz::{World, field, query};

/// How far from 1970 a JavaScript `Date` reaches, in milliseconds (ECMA-262, section 21.4.1.1).
const REACH: f64 = 8.64e15;

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let [format, time, nanoseconds] = std::array::from_fn(|_| lines.next().unwrap_or_default());
    let field = FieldSpec {
        time_format: Some(format.to_owned()),
        nanoseconds_path: Some("$[1]".to_owned()),
        ..field("$[0]", FieldType::Time)
    };
    let sorted = FieldSpec { role: FieldRole::Time, ..field.clone() };
    let sorted = StreamSpec { sort_window_ms: Some(1_000), ..query(None, None, vec![sorted]) };
    let mut world = match World::new(vec![query(None, None, vec![field]), sorted]) {
        Ok(world) => world,
        Err(error) => {
            assert_eq!(error.code, Code::TimeFormat);
            assert!(error.position.is_none_or(|position| position <= format.encode_utf16().count()));
            return;
        }
    };
    // As strings, and as what they are: perhaps numbers.
    for message in [serde_json::json!([time, nanoseconds]).to_string(), format!("[{time},{nanoseconds}]")] {
        for cell in world.read(&message)[0].iter().flatten() {
            match cell {
                Cell::Null => {}
                Cell::Number(ms) => assert!(ms.abs() <= REACH, "{ms}"),
                other => panic!("{other:?}"),
            }
        }
    }
});
