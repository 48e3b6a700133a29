import type { Rung } from '../processing/child/work.ts'

/** The shorter side, and what a second may take of pictures at most. */
const usual = [
  { side: 360, kilobits: 800 },
  { side: 720, kilobits: 2_800 },
  { side: 1_080, kilobits: 5_500 },
]

/** What the ladder of a video of this size has: nothing larger than it is, and something at least. */
export function rungsFor({ width, height }: { width: number; height: number }): Rung[] {
  const shorter = Math.min(width, height)
  const fitting = usual.filter(({ side }) => side <= shorter)
  const [least = { side: 360, kilobits: 800 }] = usual
  const chosen = fitting.length > 0 ? fitting : [{ ...least, side: shorter }]
  return chosen.map(({ side, kilobits }) => ({
    name: `${side}p`,
    width: even((width * side) / shorter),
    height: even((height * side) / shorter),
    kilobits,
  }))
}

/** H.264 halves both sides for colours. */
function even(length: number): number {
  return Math.max(2, 2 * Math.floor(length / 2 + 0.001))
}
