import type { TRPCRouterRecord } from '@trpc/server'
import { addProduct } from './add-product.ts'
import { deleteProduct } from './delete-product.ts'
import { editProduct } from './edit-product.ts'
import { getProduct } from './get-product.ts'
import { listDueProducts } from './list-due-products.ts'
import { listProducts } from './list-products.ts'
import { moveProduct } from './move-product.ts'
import { putBackProduct } from './put-back-product.ts'
import { takeOutProduct } from './take-out-product.ts'

export const products = {
  list: listProducts,
  due: listDueProducts,
  get: getProduct,
  add: addProduct,
  edit: editProduct,
  move: moveProduct,
  takeOut: takeOutProduct,
  putBack: putBackProduct,
  delete: deleteProduct,
} satisfies TRPCRouterRecord
