const named = new Set(['properties', 'patternProperties', '$defs', 'definitions'])

/** A JSON copy of a schema in which constants are enums: OpenAPI 3.0 does not know `const`. */
export function toEnums (schema: object): object {
  return JSON.parse(JSON.stringify(schema), function reviveEnum (key: string, value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || named.has(key)) return value

    const { const: constant, $id, anyOf, ...rest } = value as Record<string, unknown>
    const own = constant === undefined ? {} : { enum: [constant] }
    return { ...rest, ...own, ...(anyOf !== undefined && mergeEnums(anyOf as object[])) }
  }) as object
}

/** A union whose branches are enums of one type is one enum. */
function mergeEnums (branches: object[]): object {
  const enums = branches.flatMap(branch => 'enum' in branch && 'type' in branch && Array.isArray(branch.enum)
    ? [{ type: branch.type, values: branch.enum as unknown[] }]
    : [])
  const [first] = enums
  const isOne = first !== undefined && enums.length === branches.length && enums.every(({ type }) => type === first.type)
  return isOne ? { type: first.type, enum: enums.flatMap(({ values }) => values) } : { anyOf: branches }
}
