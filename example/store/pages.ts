/** Lists by page. The database counts and cuts, so that the process never holds more than one page. */
import type { SelectQueryBuilder } from 'kysely'
import { pageDefaults, type PageQuery } from '../schemas.js'
import type { Tables } from './tables.js'

export interface Page<Row> {
  readonly pageInfo: { currentPage: number, perPage: number, lastPage: number, total: number }
  readonly data: Row[]
}

export async function readPage<Table extends keyof Tables, Row> (
  query: SelectQueryBuilder<Tables, Table, Row>, asked: PageQuery
): Promise<Page<Row>> {
  const { page, perPage } = { ...pageDefaults, ...asked }
  const counted = await query.clearSelect().clearOrderBy()
    .select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const data = await query.limit(perPage).offset((page - 1) * perPage).execute()

  // PostgreSQL counts in 64 bits, and its driver returns such numbers as text.
  const total = Number(counted.total)
  return { pageInfo: { currentPage: page, perPage, lastPage: Math.max(1, Math.ceil(total / perPage)), total }, data }
}
