import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterwards } from '#harness'

/** Listens at an address that hostile files name, and keeps who came there. */
export async function setTrap(): Promise<{ address: string; callers: string[] }> {
  const callers: string[] = []
  const trap = createServer((socket) => {
    callers.push(socket.remoteAddress ?? 'somebody')
    socket.destroy()
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  afterwards(() => void trap.close())
  return { address: `http://127.0.0.1:${(trap.address() as AddressInfo).port}`, callers }
}
