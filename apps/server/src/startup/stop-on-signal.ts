const STOPS_WITHIN_MS = 10_000

/** npm passes on the Ctrl-C that this process got from the terminal as well: that is not a second one. */
const SAME_SIGNAL_MS = 500

/** Stops the process on SIGINT and SIGTERM: in order at first, at once the second time. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined
  const onSignal = (): void => {
    const now = performance.now()
    if (stoppingSince === undefined) {
      stoppingSince = now
      void stopInOrder(stop)
    } else if (now - stoppingSince > SAME_SIGNAL_MS) {
      console.error('Stopped at once; requests that were still running are lost.')
      process.exit(1)
    }
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

async function stopInOrder(stop: () => Promise<void>): Promise<void> {
  console.log('Stopping. Running requests are finished first.')
  setTimeout(() => {
    console.error(`Not everything was finished within ${STOPS_WITHIN_MS / 1_000} s.`)
    process.exit(1)
  }, STOPS_WITHIN_MS).unref()
  try {
    await stop()
    process.exit(0)
  } catch (error) {
    console.error(error)
    process.exit(1)
  }
}
