import { DomainError } from '../../errors/map.ts'

/** One at a time; the others wait, not too many of them and not too long. */
export class Line {
  readonly #most: number
  readonly #patienceMs: number
  #waiting: (() => void)[] = []
  #isTaken = false

  /** At most `most` wait, and each of them for `patienceMs`. */
  constructor(most: number, patienceMs: number) {
    this.#most = most
    this.#patienceMs = patienceMs
  }

  /** Does something when it is its turn. Throws PICTURES_BUSY. */
  async inTurn<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    if (this.#isTaken) await this.#turn()
    this.#isTaken = true
    try {
      return await act()
    } finally {
      const next = this.#waiting.shift()
      this.#isTaken = next !== undefined
      next?.()
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#most) throw busy()
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(patience)
        resolve()
      }
      const patience = setTimeout(() => {
        this.#waiting = this.#waiting.filter((each) => each !== go)
        reject(busy())
      }, this.#patienceMs)
      this.#waiting.push(go)
    })
  }
}

function busy(): DomainError {
  return new DomainError('PICTURES_BUSY', { retryAfterSeconds: 10 })
}
