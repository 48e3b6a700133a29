/**
 * Frees memory that nobody else can see any more. Otherwise it waits for the garbage collector, which
 * runs so often because of it that it takes longer than everything else, and frees it late. A piece that
 * is a part of something is left alone.
 */
export function freePiece({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0)
}
