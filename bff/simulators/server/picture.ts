import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const CELLS = 16;
const CELL_PIXELS = 12;
const MARGIN_PIXELS = 12;
const SIDE_PIXELS = CELLS * CELL_PIXELS + 2 * MARGIN_PIXELS;

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/**
 * A real PNG of black and white squares that follow from a text, in place of a vendor's code. No camera reads it: a test asks the
 * simulator what a code says.
 */
export function pictureOf(text: string): Buffer {
  const bits = createHash('sha256').update(text).digest();
  const isBlack = (x: number, y: number) => {
    const cell = Math.floor((y - MARGIN_PIXELS) / CELL_PIXELS) * CELLS + Math.floor((x - MARGIN_PIXELS) / CELL_PIXELS);
    const isInside = [x, y].every((at) => at >= MARGIN_PIXELS && at < SIDE_PIXELS - MARGIN_PIXELS);
    return isInside && (((bits[cell >> 3] ?? 0) >> (cell & 7)) & 1) === 1;
  };
  const rows = Buffer.alloc(SIDE_PIXELS * (SIDE_PIXELS + 1));
  for (let y = 0; y < SIDE_PIXELS; y += 1) {
    for (let x = 0; x < SIDE_PIXELS; x += 1) rows[y * (SIDE_PIXELS + 1) + 1 + x] = isBlack(x, y) ? 0 : 255;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE_PIXELS, 0);
  head.writeUInt32BE(SIDE_PIXELS, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
