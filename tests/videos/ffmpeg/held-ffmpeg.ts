import { access, chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, vi } from 'vitest'
import { ffmpeg } from '../clips/ffmpeg-clip.ts'

/** What is done with ffmpeg: looking at what came, or coding a ladder. */
type Work = 'looking' | 'coding'

/** An ffmpeg that works as the other does, but begins no work that is held before that is released. */
export async function heldFfmpeg() {
  const program = join(inject('temporaryDirectory'), 'ffmpeg-that-is-held')
  const script = [
    '#!/bin/sh',
    'case "$*" in *"-f hls"*) work=coding ;; *) work=looking ;; esac',
    `while [ -e "${program}-$work" ]; do : > "${program}-$work-waits"; sleep 0.1; done`,
    `rm -f "${program}-$work-waits"`,
    `exec "${ffmpeg}" "$@"`,
    '',
  ]
  await writeFile(program, script.join('\n'))
  await chmod(program, 0o755)
  return {
    program,
    hold: (work: Work) => writeFile(`${program}-${work}`, ''),
    release: (work: Work) => rm(`${program}-${work}`),
    /** Waits until it has to wait. */
    held: (work: Work) => vi.waitFor(() => access(`${program}-${work}-waits`), 20_000),
  }
}
