/** Longer ones fit nowhere once `.part` and the like stand behind them: file systems take 255 bytes. */
const MOST_BYTES = 200

/** What some system takes for a path, a device, or a place in a file. */
const meaningful = /[/\\:*?"<>|]/g

/** Characters that are not seen, or that let others be seen in another order. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Devices, on Windows, whatever stands behind the dot. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * The name of a file as somebody else gave it, made one that is safe to write to: no path, nothing
 * hidden, no option of a command, no characters that are not seen, and at most 200 bytes.
 */
export function harmlessName(name: string): string {
  const seen = name.normalize('NFC').replace(unseen, '').replace(meaningful, '_')
  const inside = seen.replace(/^[\s.~-]+/, '').replace(/[\s.]+$/, '')
  return shortened(inside.replace(devices, '_$1')) || 'file'
}

/** The ending stays what it was. */
function shortened(name: string): string {
  if (bytesOf(name) <= MOST_BYTES) return name
  const ending = /\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? ''
  let stem = ''
  for (const character of name) {
    if (bytesOf(stem + character + ending) > MOST_BYTES) break
    stem += character
  }
  return stem + ending
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
