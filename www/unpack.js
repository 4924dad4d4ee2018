// Puts the site's wasm together again. `crates/xtask/src/site/pack.rs` takes it apart, so that what
// is alike lies together and weighs a tenth less once compressed; it says what each stream holds.
// The two must agree: each build tries them on the whole program.

const OUTSIDE = 0, LOCALS = 1, OPERATIONS = 2, REST = 3, FLOATS = 4, JUMPS = 5;
const GET = 12, BEFORE_CONSTANT = 44, ALIGNMENT = 0x200, OFFSET = 0x300, CONSTANT = 0x400, LONG = 0x500;
const STREAMS = 0x600;

// How long the page may not answer, in thousandths of a second: a finger is on it.
const WORK = 8;

// From one operation's code to another, the streams of the numbers that follow it.
const shapes = [];
for (const [from, to, ...streams] of [
  [0x02, 0x04, 6], [0x0c, 0x0d, 7], [0x10, 0x10, 8], [0x11, 0x11, REST, REST], [0x21, 0x21, 9],
  [0x22, 0x22, 10], [0x23, 0x24, 11], [0x25, 0x26, REST], [0x3f, 0x40, REST], [0xd0, 0xd0, REST],
  [0xd2, 0xd2, REST],
]) for (let code = from; code <= to; code++) shapes[code] = streams;

// How many numbers follow each operation on memory and tables, from the eighth on.
const MANY = [2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/**
 * @param {Uint8Array} packed what `pack.rs` wrote
 * @returns {Promise<Uint8Array>} the module that it took apart
 */
export async function unpack(packed) {
  let read = 1;
  const header = () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = packed[read++];
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  };
  const module = new Uint8Array(header());
  const lengths = Array.from({ length: STREAMS }, header);
  const at = lengths.map((length) => (read += length) - length);
  const end = at[OUTSIDE] + lengths[OUTSIDE];
  let written = 0;
  let pause = performance.now() + WORK;
  // Lets the browser do other things. A timer would wait for four thousandths each time.
  const { port1, port2 } = new MessageChannel();
  const turn = () => new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  const bytes = (stream, count) => {
    while (count-- > 0) module[written++] = packed[at[stream]++];
  };
  // Copies numbers; gives the last.
  const numbers = (stream, count = 1) => {
    let number = 0;
    while (count-- > 0) {
      number = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = module[written++] = packed[at[stream]++];
        number |= (byte & 127) << shift;
        if (byte < 128) break;
      }
    }
    return number;
  };
  const body = () => {
    for (let groups = numbers(LOCALS); groups > 0; groups--) numbers(LOCALS, 2);
    for (let depth = 1; depth > 0;) {
      const code = packed[at[OPERATIONS]];
      bytes(OPERATIONS, 1);
      if (code >= 0x02 && code <= 0x04) depth++;
      else if (code === 0x0b) depth--;
      else if (code === 0x0e) numbers(JUMPS, numbers(JUMPS) + 1);
      else if (code === 0x1c) numbers(REST, numbers(REST));
      else if (code === 0x43) bytes(FLOATS, 4);
      else if (code === 0x44) bytes(FLOATS, 8);
      else if (code === 0xfc) numbers(REST, MANY[numbers(REST) - 8] ?? 0);
      const next = packed[at[OPERATIONS]];
      if (code === 0x20) {
        numbers(next === 0x41 ? BEFORE_CONSTANT + packed[at[OPERATIONS] + 1] : GET + (next >> 3));
      } else if (code >= 0x28 && code <= 0x3e) {
        numbers(ALIGNMENT + code);
        numbers(OFFSET + code);
      } else if (code === 0x41) numbers(CONSTANT + next);
      else if (code === 0x42) numbers(LONG + next);
      for (const stream of shapes[code] ?? []) numbers(stream);
    }
  };
  bytes(OUTSIDE, 8);
  while (at[OUTSIDE] < end) {
    const section = packed[at[OUTSIDE]];
    bytes(OUTSIDE, 1);
    const size = numbers(OUTSIDE);
    if (section !== 10) { bytes(OUTSIDE, size); continue; }
    for (let functions = numbers(OUTSIDE); functions > 0; functions--) {
      if (performance.now() > pause) {
        await turn();
        pause = performance.now() + WORK;
      }
      // The length of a function is written before it, and known after.
      const start = written;
      body();
      let length = written - start;
      const number = [];
      for (; length > 127; length >>>= 7) number.push(length & 127 | 128);
      number.push(length);
      module.copyWithin(start + number.length, start, written);
      module.set(number, start);
      written += number.length;
    }
  }
  port1.close();
  return module;
}
