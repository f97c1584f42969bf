/**
 * The load: keep-alive connections with pipelined requests. It does as little as possible, since it shares the machine with
 * the server.
 *
 * The first answer is parsed and checked. All others must have the same length, to the byte (their heads differ only in the
 * date). So the number of bytes gives the number of answers.
 */
import { on, once } from 'node:events'
import { connect } from 'node:net'
import { request as httpRequest } from 'node:http'
import { json } from 'node:stream/consumers'

const connections = 10
const pipelined = 10

/** @returns The status and the parsed body of one answer. */
export async function fetchOne (port, { method, path, body }) {
  const asked = httpRequest({ host: '127.0.0.1', port, method, path, headers: body && { 'content-type': 'application/json' } })
  asked.end(body)
  const [response] = await once(asked, 'response')
  return { status: response.statusCode, body: await json(response) }
}

/** Connects. `send(count)` of the result resolves once that many requests, rounded up to whole batches, are answered. */
export async function createLoad (port, { method, path, body = '' }) {
  const head = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1']
  if (body !== '') head.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  const one = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
  const batch = Buffer.concat(Array.from({ length: pipelined }, () => one))

  const sockets = Array.from({ length: connections }, () => connect({ host: '127.0.0.1', port, noDelay: true }))
  for (const socket of sockets) socket.on('timeout', () => socket.destroy(new Error('the server does not answer')))
  await Promise.all(sockets.map(socket => once(socket, 'connect')))
  const answerLength = await lengthOfAnswer(sockets[0], one)

  /** @returns The number of requests that were sent. */
  async function send (count, { isAwake = true } = {}) {
    const batches = Math.ceil(count / pipelined / connections)
    const stop = isAwake ? stayAwake() : () => {}
    try {
      await Promise.all(sockets.map(socket => exchange(socket, batch, batches, answerLength * pipelined)))
    } finally {
      stop()
    }
    return batches * pipelined * connections
  }

  return { send, close: () => { for (const socket of sockets) socket.destroy() } }
}

/**
 * Keeps this process from waiting for the system. If it waited, the server would do the work of waking it, and a slower server
 * would do so more often.
 */
function stayAwake () {
  let isAwake = true
  const turn = () => { if (isAwake) setImmediate(turn) }
  turn()
  return () => { isAwake = false }
}

function exchange (socket, batch, batches, length) {
  return new Promise((resolve, reject) => {
    let [left, received] = [batches, 0]
    const receive = chunk => {
      received += chunk.length
      if (received < length) return
      if (received > length) reject(new Error('an answer was longer than the first one'))
      received = 0
      if (--left > 0) return socket.write(batch)
      socket.setTimeout(0)
      socket.off('data', receive)
      socket.off('error', reject).off('close', reject)
      resolve()
    }
    socket.on('data', receive)
    socket.on('error', reject).on('close', reject)
    socket.setTimeout(60_000)
    socket.write(batch)
  })
}

/** Reads the content length, which every answer has. */
async function lengthOfAnswer (socket, one) {
  socket.write(one)
  let text = ''
  for await (const [chunk] of on(socket, 'data')) {
    text += chunk.toString('latin1')
    const [head, bodyLength] = /^[^]*?content-length: (\d+)[^]*?\r\n\r\n/i.exec(text) ?? []
    if (head !== undefined && text.length >= head.length + Number(bodyLength)) return head.length + Number(bodyLength)
  }
}
