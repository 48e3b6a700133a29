import { defineGroup } from '../../command/define.ts'
import { addType } from './add.ts'
import { listTypes } from './list.ts'
import { setTypePeriod } from './period.ts'
import { removeType } from './remove.ts'
import { renameType } from './rename.ts'

export const types = defineGroup('types', 'Product types and how long they usually keep', [
  listTypes,
  addType,
  renameType,
  setTypePeriod,
  removeType,
])
