;; Text into linear memory as UTF-8, by way of JS String Builtins: what TextEncoder.encodeInto does, without the price
;; of calling it. build.rs assembles it, src/inbox.rs carries it, js/inbox.js instantiates it.
(module
  (type $units (array (mut i16)))

  (import "wasm:js-string" "length" (func $length (param externref) (result i32)))
  (import "wasm:js-string" "intoCharCodeArray"
    (func $into (param externref (ref null $units) i32) (result i32)))
  (import "engine" "memory" (memory 1))

  ;; The text's UTF-16 code units; grows to the longest text that was read.
  (global $units (mut (ref $units)) (array.new_default $units (i32.const 1024)))

  ;; Writes a text from $at on; the number of its bytes, or -1 when they might not fit before $end. A text of n code
  ;; units fits for sure into 3n + 32 bytes, and one that is all ASCII into n + 32. Lone surrogates become U+FFFD.
  (func (export "read") (param $text externref) (param $at i32) (param $end i32) (result i32)
    (local $start i32)
    (local $a (ref $units)) ;; the text's units, how many, and where the last group of eight might begin
    (local $n i32)
    (local $last i32)
    (local $i i32)
    (local $next i32)       ;; where the walk one by one ends
    (local $unit i32)
    (local $other i32)
    (local $group v128)

    (local.set $start (local.get $at))
    (local.set $n (call $length (local.get $text)))
    (if (i32.gt_u (local.get $n) (array.len (global.get $units)))
      (then ;; the next power of two
        (global.set $units (array.new_default $units
          (i32.shl (i32.const 1) (i32.sub (i32.const 32) (i32.clz (local.get $n))))))))
    (local.set $a (global.get $units))
    (drop (call $into (local.get $text) (local.get $a) (i32.const 0)))
    (local.set $last (i32.sub (local.get $n) (i32.const 8)))

    (loop $more
      ;; Eight at a time, as long as all sixteen bits of each say ASCII.
      (block $otherwise
        (loop $ascii
          (br_if $otherwise (i32.gt_s (local.get $i) (local.get $last)))
          (local.set $group (i16x8.splat (array.get_u $units (local.get $a) (local.get $i))))
          (local.set $group (i16x8.replace_lane 1 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 1)))))
          (local.set $group (i16x8.replace_lane 2 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 2)))))
          (local.set $group (i16x8.replace_lane 3 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 3)))))
          (local.set $group (i16x8.replace_lane 4 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 4)))))
          (local.set $group (i16x8.replace_lane 5 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 5)))))
          (local.set $group (i16x8.replace_lane 6 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 6)))))
          (local.set $group (i16x8.replace_lane 7 (local.get $group)
            (array.get_u $units (local.get $a) (i32.add (local.get $i) (i32.const 7)))))
          (br_if $otherwise (v128.any_true (v128.and (local.get $group)
            (v128.const i16x8 0xff80 0xff80 0xff80 0xff80 0xff80 0xff80 0xff80 0xff80))))
          (v128.store64_lane 0 (local.get $at) (i8x16.narrow_i16x8_u (local.get $group) (local.get $group)))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (local.set $i (i32.add (local.get $i) (i32.const 8)))
          (br $ascii)))

      ;; One by one, up to eight; they and an ASCII rest of the text must fit.
      (if (i32.gt_u
            (i32.add (local.get $at) (i32.add (i32.const 32) (i32.sub (local.get $n) (local.get $i))))
            (local.get $end))
        (then (return (i32.const -1))))
      (local.set $next (i32.add (local.get $i) (i32.const 8)))
      (if (i32.gt_u (local.get $next) (local.get $n)) (then (local.set $next (local.get $n))))
      (block $walked
        (loop $walk
          (br_if $walked (i32.ge_u (local.get $i) (local.get $next)))
          (local.set $unit (array.get_u $units (local.get $a) (local.get $i)))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))

          (if (i32.lt_u (local.get $unit) (i32.const 0x80))
            (then
              (i32.store8 (local.get $at) (local.get $unit))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br $walk)))

          (if (i32.lt_u (local.get $unit) (i32.const 0x800))
            (then
              (i32.store8 (local.get $at)
                (i32.or (i32.const 0xc0) (i32.shr_u (local.get $unit) (i32.const 6))))
              (i32.store8 offset=1 (local.get $at)
                (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
              (local.set $at (i32.add (local.get $at) (i32.const 2)))
              (br $walk)))

          (if (i32.eq (i32.and (local.get $unit) (i32.const 0xf800)) (i32.const 0xd800))
            (then
              ;; A surrogate: with its other half it is a character of four bytes.
              (if (i32.and
                    (i32.lt_u (local.get $unit) (i32.const 0xdc00))
                    (i32.lt_u (local.get $i) (local.get $n)))
                (then
                  (local.set $other (array.get_u $units (local.get $a) (local.get $i)))
                  (if (i32.eq (i32.and (local.get $other) (i32.const 0xfc00)) (i32.const 0xdc00))
                    (then
                      (local.set $i (i32.add (local.get $i) (i32.const 1)))
                      (local.set $unit (i32.add (i32.const 0x10000) (i32.or
                        (i32.shl (i32.and (local.get $unit) (i32.const 0x3ff)) (i32.const 10))
                        (i32.and (local.get $other) (i32.const 0x3ff)))))
                      (i32.store8 (local.get $at)
                        (i32.or (i32.const 0xf0) (i32.shr_u (local.get $unit) (i32.const 18))))
                      (i32.store8 offset=1 (local.get $at) (i32.or (i32.const 0x80)
                        (i32.and (i32.shr_u (local.get $unit) (i32.const 12)) (i32.const 0x3f))))
                      (i32.store8 offset=2 (local.get $at) (i32.or (i32.const 0x80)
                        (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 0x3f))))
                      (i32.store8 offset=3 (local.get $at)
                        (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
                      (local.set $at (i32.add (local.get $at) (i32.const 4)))
                      (br $walk)))))
              (local.set $unit (i32.const 0xfffd))))

          (i32.store8 (local.get $at)
            (i32.or (i32.const 0xe0) (i32.shr_u (local.get $unit) (i32.const 12))))
          (i32.store8 offset=1 (local.get $at) (i32.or (i32.const 0x80)
            (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 0x3f))))
          (i32.store8 offset=2 (local.get $at)
            (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
          (local.set $at (i32.add (local.get $at) (i32.const 3)))
          (br $walk)))
      (br_if $more (i32.lt_u (local.get $i) (local.get $n))))

    (i32.sub (local.get $at) (local.get $start)))
)
