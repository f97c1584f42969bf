/** The tests whose calls need no process or server of their own share this process, since it takes longer to start than to test. */
import { importTests } from '../../test/fixtures/import-tests.js'

await importTests('calls', new URL('.', import.meta.url))
