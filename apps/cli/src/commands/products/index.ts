import { defineGroup } from '../../command/define.ts'
import { addProduct } from './add.ts'
import { putBackProduct } from './back.ts'
import { deleteProduct } from './delete.ts'
import { dueProducts } from './due.ts'
import { editProduct } from './edit.ts'
import { listProducts } from './list.ts'
import { moveProduct } from './move.ts'
import { takeOutProduct } from './out.ts'
import { showProduct } from './show.ts'

export const products = defineGroup('products', 'What is in the freezers, and what was', [
  listProducts,
  dueProducts,
  showProduct,
  addProduct,
  takeOutProduct,
  putBackProduct,
  moveProduct,
  editProduct,
  deleteProduct,
])
