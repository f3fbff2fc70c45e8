//! The protocol on a clock of its own.

use serde_json::json;

use super::*;

fn dialogue(query: &str) -> Dialogue {
    Dialogue::new(7, Kind::Ticker, Parameters::parse(query).unwrap())
}

fn say(dialogue: &mut Dialogue, now: u64, frame: &Value) {
    dialogue.receive(&Message::text(frame.to_string()), Duration::from_millis(now));
}

/// All that the server says by then; a close frame is `[code, reason]`.
fn hear(dialogue: &mut Dialogue, now: u64) -> Vec<Value> {
    let mut all = Vec::new();
    loop {
        match dialogue.next(Duration::from_millis(now)) {
            Some(Event::Data(feed)) => all.push(serde_json::from_str(&feed.next(0)).unwrap()),
            Some(Event::Text(text)) => all.push(serde_json::from_str(&text).unwrap()),
            Some(Event::Close { code, reason }) => {
                all.push(json!([code, reason]));
                return all;
            }
            None => return all,
        }
    }
}

fn hello() -> Value {
    json!({ "type": "hello", "token": "tributary" })
}

fn welcome() -> Value {
    json!({ "type": "welcome", "session": "s-7" })
}

fn subscribe(id: &Value) -> Value {
    json!({ "type": "subscribe", "id": id, "session": "s-7" })
}

/// A dialogue after the welcome.
fn opened(query: &str) -> Dialogue {
    let mut dialogue = dialogue(query);
    say(&mut dialogue, 0, &hello());
    assert_eq!(hear(&mut dialogue, 0), [welcome()]);
    dialogue
}

/// The ids and numbers of data frames.
fn data(frames: &[Value]) -> Vec<(&Value, i64)> {
    let data = frames.iter().filter(|frame| frame["type"] == "data");
    data.map(|frame| (&frame["id"], frame["data"]["seq"].as_i64().unwrap())).collect()
}

#[test]
fn hello_is_answered_with_the_session_after_its_time() {
    let mut dialogue = dialogue("helloMs=40");
    assert_eq!((hear(&mut dialogue, 5), dialogue.due()), (vec![], None));
    say(&mut dialogue, 10, &hello());
    assert_eq!(hear(&mut dialogue, 49), [Value::Null; 0]);
    assert_eq!(dialogue.due(), Some(Duration::from_millis(50)));
    assert_eq!(hear(&mut dialogue, 50), [welcome()]);
}

#[test]
fn anything_before_hello_ends_it() {
    let subscribe = Message::text(subscribe(&json!(1)).to_string());
    for first in [subscribe, Message::text("hello"), Message::text(""), Message::binary(&b"{}"[..])] {
        let mut dialogue = dialogue("");
        dialogue.receive(&first, Duration::ZERO);
        say(&mut dialogue, 0, &hello());
        assert_eq!(hear(&mut dialogue, 0), [json!([4400, "hello first"])], "{first}");
    }
}

#[test]
fn a_wrong_token_ends_it_with_an_error() {
    for token in [json!("wrong"), json!(null), json!(1)] {
        let mut dialogue = dialogue("");
        say(&mut dialogue, 0, &json!({ "type": "hello", "token": token }));
        let error = json!({ "type": "error", "message": "wrong token" });
        assert_eq!(hear(&mut dialogue, 0), [error, json!([4401, "wrong token"])]);
    }
}

#[test]
fn a_wrong_or_missing_session_ends_it_with_an_error() {
    for frame in [json!({ "session": "s-6" }), json!({}), json!({ "session": 7 })] {
        let mut dialogue = opened("");
        let mut frame = frame;
        frame["type"] = "subscribe".into();
        frame["id"] = "a".into();
        say(&mut dialogue, 0, &frame);
        let error = json!({ "type": "error", "id": "a", "message": "wrong session" });
        assert_eq!(hear(&mut dialogue, 0), [error, json!([4403, "wrong session"])]);
    }
}

#[test]
fn subscriptions_run_side_by_side_each_from_zero_under_ids_of_any_kind() {
    let mut dialogue = opened("rate=10");
    let (first, second) = (json!({ "a": [1, null] }), json!(null));
    say(&mut dialogue, 100, &subscribe(&first));
    let frames = hear(&mut dialogue, 350);
    assert_eq!(frames[0], json!({ "type": "subscribed", "id": first }));
    assert_eq!(data(&frames), [(&first, 0), (&first, 1), (&first, 2)]);

    let mut fleet = subscribe(&second);
    fleet["feed"] = "fleet".into();
    say(&mut dialogue, 350, &fleet);
    let frames = hear(&mut dialogue, 450);
    assert_eq!(data(&frames), [(&second, 0), (&first, 3), (&second, 1)], "in the order of their times");
    assert!(frames[1]["data"]["vehicles"].is_array(), "{frames:?}");
}

#[test]
fn unsubscribe_ends_one_subscription_and_its_id_is_free_again() {
    let mut dialogue = opened("rate=10");
    say(&mut dialogue, 0, &subscribe(&json!(1)));
    say(&mut dialogue, 0, &subscribe(&json!(2)));
    hear(&mut dialogue, 0);
    say(&mut dialogue, 50, &json!({ "type": "unsubscribe", "id": 1 }));
    let frames = hear(&mut dialogue, 100);
    assert_eq!(frames[0], json!({ "type": "unsubscribed", "id": 1 }));
    assert_eq!(data(&frames), [(&json!(2), 1)]);
    say(&mut dialogue, 150, &subscribe(&json!(1)));
    assert_eq!(data(&hear(&mut dialogue, 150)), [(&json!(1), 0)]);
}

#[test]
fn mistakes_after_the_welcome_are_told_and_forgiven() {
    let mut dialogue = opened("rate=0");
    say(&mut dialogue, 0, &subscribe(&json!("x")));
    assert_eq!(hear(&mut dialogue, 0), [json!({ "type": "subscribed", "id": "x" })]);
    let mut unknown = subscribe(&json!("y"));
    unknown["feed"] = "tickers".into();
    for (frame, told) in [
        (subscribe(&json!("x")), "the id is taken"),
        (unknown, "there is no such feed"),
        (json!({ "type": "unsubscribe", "id": "z" }), "there is no such subscription"),
        (json!({ "type": "subscribe", "session": "s-7" }), "missing field `id`"),
        (json!({ "type": "pong", "n": 0 }), "there was no ping"),
        (json!({ "type": "nope" }), "unknown variant"),
        (hello(), "hello was said already"),
    ] {
        say(&mut dialogue, 0, &frame);
        let frames = hear(&mut dialogue, 0);
        assert_eq!((frames.len(), &frames[0]["type"]), (1, &"error".into()), "{frame}");
        assert!(frames[0]["message"].as_str().unwrap().contains(told), "{frames:?}");
    }
}

#[test]
fn pings_that_are_answered_keep_it_open_and_one_that_is_not_ends_it() {
    let mut dialogue = opened("pingMs=100");
    for n in 0..3 {
        let now = 100 * (n + 1);
        assert_eq!(dialogue.due(), Some(Duration::from_millis(now)));
        assert_eq!(hear(&mut dialogue, now), [json!({ "type": "ping", "n": n })]);
        if n < 2 {
            say(&mut dialogue, now + 99, &json!({ "type": "pong", "n": n }));
        }
    }
    assert_eq!(hear(&mut dialogue, 399), [Value::Null; 0]);
    assert_eq!(hear(&mut dialogue, 400), [json!([4408, "no pong"])]);
}

#[test]
fn in_the_wrong_order_data_comes_before_the_welcome() {
    let mut dialogue = dialogue("wrongOrder=1&helloMs=30");
    assert_eq!(hear(&mut dialogue, 0), [Value::Null; 0]);
    say(&mut dialogue, 0, &hello());
    let early = json!({ "type": "data", "id": null, "data": { "seq": -1 } });
    assert_eq!((hear(&mut dialogue, 0), hear(&mut dialogue, 30)), (vec![early], vec![welcome()]));
}

#[test]
fn a_mute_server_never_welcomes_and_refuses_who_does_not_wait() {
    let mut dialogue = dialogue("mute=1");
    say(&mut dialogue, 0, &hello());
    assert_eq!((hear(&mut dialogue, 3_600_000), dialogue.due()), (vec![], None));
    say(&mut dialogue, 0, &json!({ "type": "subscribe", "id": 1 }));
    assert_eq!(hear(&mut dialogue, 0).last(), Some(&json!([4403, "wrong session"])));
}

#[test]
fn a_session_that_was_guessed_before_the_welcome_is_of_no_use() {
    let mut dialogue = dialogue("helloMs=10");
    say(&mut dialogue, 0, &hello());
    say(&mut dialogue, 0, &subscribe(&json!(1)));
    let error = json!({ "type": "error", "id": 1, "message": "the welcome comes first" });
    assert_eq!((hear(&mut dialogue, 0), hear(&mut dialogue, 10)), (vec![error], vec![welcome()]));
}
