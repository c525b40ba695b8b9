// Recomputes every figure of a published site with DuckDB, which shares no code with
// SQLite: node duckdb.mjs SITE. It reads the CSVs and their schema by its own means, runs
// each figure's SQL, and compares with figures.json. The SQL is as published but for the
// open end of a bound, which SQLite writes 9e999.
//
// It prints figure|published|recomputed|ok, and at last figures|N|ok|N.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const site = process.argv[2]
const json = (name) => JSON.parse(readFileSync(join(site, name), 'utf8'))
const pack = json('datapackage.json')
const { figures, queries } = json('figures.json')
const text = (s) => `'${s.replaceAll("'", "''")}'`
const name = (s) => `"${s}"`

// DuckDB compiled to WebAssembly: one package for every system, and nothing that is
// fetched when it is installed or run.
const require = createRequire(import.meta.url)
const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs')
const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs'))
const bundles = { mvp: { mainModule: join(dist, 'duckdb-mvp.wasm') }, eh: { mainModule: join(dist, 'duckdb-eh.wasm') } }
const engine = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME)
await engine.instantiate()
engine.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } })
const db = engine.connect()
db.query("SET default_null_order = 'sqlite'")

// columns returns the SQL of a field's columns.
function columns(field, missing) {
  const f = name(field.name)
  const marked = missing.map((m) => `WHEN ${f} = ${text(m.value)} THEN ${text(m.label)}`).join(' ')
  const status = (otherwise) => (marked ? `CASE ${marked} ELSE ${otherwise} END` : otherwise)
  const known = (value) => `CASE WHEN ${status("'exact'")} = 'exact' THEN ${value} END`
  if (field.daylight === 'count') {
    const kind = status(`CASE WHEN ${f}[1] IN ('>', '<') THEN 'bound' WHEN ${f}[1] = '~' THEN 'approximate' WHEN contains(${f}, '..') THEN 'band' ELSE 'exact' END`)
    const part = (pattern) => `CAST(regexp_extract(${f}, '${pattern}', 1) AS DOUBLE)`
    const end = (unknown, more, fewer, band) => `CASE ${kind} WHEN 'withheld' THEN ${unknown} WHEN 'not published' THEN ${unknown} WHEN 'not applicable' THEN NULL
      WHEN 'bound' THEN CASE ${f}[1] WHEN '>' THEN ${more} ELSE ${fewer} END WHEN 'band' THEN ${band} WHEN 'approximate' THEN ${part('^~(\\d+)$')} ELSE ${part('^(\\d+)$')} END`
    return [
      `CASE WHEN regexp_full_match(${f}, '\\d+') THEN CAST(${f} AS BIGINT) END AS ${f}`,
      `${end('0', part('^>(\\d+)$') + ' + 1', '0', part('^(\\d+)\\.\\.'))} AS ${name(field.name + '_low')}`,
      `${end("CAST('inf' AS DOUBLE)", "CAST('inf' AS DOUBLE)", part('^<(\\d+)$') + ' - 1', part('\\.\\.(\\d+)$'))} AS ${name(field.name + '_high')}`,
      `${kind} AS ${name(field.name + '_status')}`,
    ]
  }
  const type = { integer: 'BIGINT', number: 'DOUBLE' }[field.type]
  if (!type) return [f]
  return [`CAST(${known(f)} AS ${type}) AS ${f}`, `${status("'exact'")} AS ${name(field.name + '_status')}`]
}

const keys = {}
for (const resource of pack.resources) {
  const missing = (resource.schema.missingValues ?? pack.missingValues ?? []).filter((m) => m.label)
  const names = resource.schema.fields.map((f) => `${text(f.name)}: 'VARCHAR'`).join(', ')
  const select = resource.schema.fields.flatMap((f) => columns(f, missing)).join(',\n')
  db.query(`CREATE TABLE ${name(resource.name)} AS SELECT ${select} FROM read_csv(${text(join(site, resource.path))},
    header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, nullstr = '\u0001', columns = {${names}})`)
  keys[resource.name] = [resource.schema.primaryKey ?? []].flat()
}

// plain makes a value of DuckDB a number, a text or null.
function plain(value) {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  return Number(value.toString())
}

function rowsOf(sql) {
  const result = db.query(sql.replaceAll('9e999', "CAST('inf' AS DOUBLE)"))
  return result.toArray().map((row) => Object.fromEntries(Object.entries(row.toJSON()).map(([head, value]) => [head, plain(value)])))
}

// results are the rows of each query and table by their key.
const results = {}
for (const query of queries) {
  const rows = rowsOf(readFileSync(join(site, query.file), 'utf8'))
  const first = rows.length ? Object.keys(rows[0])[0] : ''
  results[query.name] = (key) => rows.filter((row) => key === undefined || String(row[first]) === key)
}
for (const table of Object.keys(keys)) {
  const rows = rowsOf(`SELECT * FROM ${name(table)}`)
  const parts = keys[table].filter((part) => rows.some((row) => row[part] !== rows[0][part]))
  const is = (row, some) => some.map((part) => row[part]).join('/')
  results[table] = (key) => rows.filter((row) => key === undefined || is(row, parts) === key || is(row, keys[table]) === key)
}

// folded makes one value of x, x_low, x_high and x_status.
function folded(row, column) {
  const [value, low, high, status] = ['', '_low', '_high', '_status'].map((end) => row[column + end])
  if (typeof value === 'string') return { text: value, status: status ?? 'exact' }
  const first = low ?? value ?? null
  const last = high ?? value ?? null
  const kind = status ?? (first === last ? 'exact' : first === -Infinity || last === Infinity ? 'bound' : 'band')
  return { low: first, high: last, status: kind }
}

const near = (a, b) => a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-11 * Math.max(Math.abs(a), Math.abs(b)))
const end = (n) => (n === null || Math.abs(n) === Infinity ? null : n)
const shown = (v) => (v.text !== undefined ? v.text : v.status === 'exact' ? String(v.low) : `${v.low ?? ''}..${v.high ?? ''} ${v.status}`)

let ok = 0
for (const figure of figures) {
  const found = results[figure.query](figure.key)
  const was = figure.text !== undefined ? { text: figure.text, status: figure.status } : { low: figure.low, high: figure.high, status: figure.status }
  const is = found.length === 1 ? folded(found[0], figure.column) : { text: `${found.length} rows`, status: 'none' }
  const unknown = ['withheld', 'not published', 'not applicable'].includes(was.status)
  const same = was.text !== undefined
    ? is.text === was.text
    : was.status === is.status && (was.status === 'not applicable' || (near(end(is.low), was.low) && near(end(is.high), was.high)))
  const holds = same || (unknown && was.status === is.status && is.low === null)
  ok += holds
  console.log(`${figure.name}|${shown(was)}|${shown({ ...is, low: end(is.low ?? null), high: end(is.high ?? null) })}|${holds ? 'ok' : 'DIFFERS'}`)
}
console.log(`figures|${figures.length}|ok|${ok}`)
