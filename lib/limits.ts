/**
 * Every bound on size and work in one place. SECURITY.md refers to them. A request, a thrown value or a schema can be of
 * any size; what this package makes of it is not.
 */

/** Longest text in an event or a log message, in UTF-16 code units; a longer pointer is cut to its nearest ancestor. */
export const maxTextLength = 1024

/** Most issues in one event. */
export const maxIssues = 100

/** Most values in a list among the `params` of an issue; a longer list is left out. */
export const maxParamValues = 20

/** Longest text among the `params` of an issue, in UTF-16 code units; a longer one is left out. */
export const maxParamLength = 100

/** Most params of an issue that a handler passes. */
export const maxParams = 20

/** Most issues that a log line names. */
export const maxLoggedIssues = 10

/** Most items of a validator that are read. A failed union has an item per branch, so an event's issues can need more. */
export const maxValidatorItems = 1000

/** Most headers of an error that are read. An iterable can be endless. */
export const maxErrorHeaders = 1000

/** Longest path that the message of a route miss quotes. */
export const maxPathLength = 512

/** Longest name of a member that a sentence quotes. */
export const maxNameLength = 64

/** Most allowed values that a sentence lists; above, it gives their number. */
export const maxListedValues = 12

/** Longest list of allowed values in a sentence, in UTF-16 code units. */
export const maxValueListLength = 200

/** Longest pattern that a sentence quotes. */
export const maxPatternLength = 100

/** Longest example of a schema that a sentence quotes. */
export const maxExampleLength = 100

/** Most subschemas that are collected for one value. */
export const maxSchemaNodes = 1000

/** Most subschemas of one document that are searched for `$id` and `$anchor`. */
export const maxSubschemas = 10_000

/** Most failures whose description is cached for one schema. A custom keyword can report something else each time. */
export const maxCachedFailures = 1000

/** Longest key of a cached failure, in UTF-16 code units. */
export const maxCacheKeyLength = 1000

/** Most constants that an error about an unknown constant lists. */
export const maxListedConstants = 50

/** Longest description of a wrong value in an error that is thrown at a caller. */
export const maxDescriptionLength = 120

/** Longest string inside a logged value that no logger can serialize by itself. */
export const maxLoggedStringLength = 10_000

/** Most pairs of subschema and value that are evaluated to explain one failure. */
export const maxEvaluations = 20_000

/** Most branches that a union with unions in it is taken apart into. */
export const maxBranches = 1000

/** Most members of a value that are tried as the tag of a union. */
export const maxTagPaths = 1000

/** Most elements of an array that are compared with the branches of a union. */
export const maxComparedItems = 10

/** Most names that a misspelt one is compared with. */
export const maxComparedNames = 1000

/** Most work to find near names for one failure: the sum of the products of the lengths that are compared. */
export const maxComparedLengths = 150_000

/** Most levels of a value that are evaluated to explain a failure. */
export const maxEvaluatedDepth = 200

/** Most patterns that are kept compiled. */
export const maxCompiledPatterns = 1000

/** Longest path of a validator's item of which any number is read, in UTF-16 code units. */
export const maxItemPathLength = 8000

/** Most items with a longer path that are read. */
export const maxLongPaths = 10
