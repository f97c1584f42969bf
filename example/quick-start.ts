/** The calls that `npm start` prints. All six work when they are pasted into a shell. */
import { demo } from './store/demo.js'

export function quickStart (address: string, token: string): string[] {
  const { roomId, sessionId } = demo
  const config = { layout: { type: 'GRID', priority: 'SPEAKER', gridSize: 9 } }
  const outputs = [{ streamKey: 'my-stream-key', url: 'rtmp://live.example.com/app' }]

  const get = (path: string) => `curl '${address}${path}' -H 'Authorization: ${token}'`
  const post = (path: string, body: object) =>
    `${get(path)} -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`

  return [
    get('/v2/rooms?page=1&perPage=10'),
    post('/v2/rooms', { region: 'uk001' }),
    get(`/v2/rooms/validate/${roomId}`),
    get(`/v2/sessions/${sessionId}/participants/active`),
    post('/v2/recordings/start', { roomId, config }),
    post('/v2/livestreams/start', { roomId, outputs, config })
  ]
}
