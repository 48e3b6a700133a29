import { defineGroup } from '../../command/define.ts'
import { tailEvents } from './tail.ts'

export const events = defineGroup(
  'events',
  'What happened, and what is happening now',
  [tailEvents],
  'Everything that changes something is an event. You see those of your account, of your household, and what concerns everybody.',
)
