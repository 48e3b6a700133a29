import { defineGroup } from '../../command/define.ts'
import { audit } from './audit.ts'

export const admin = defineGroup('admin', 'What only administrators may do', [audit])
