// The interoperability cases as a grpc-js client: node client.js PORT. One line per case: its name and "ok", or what went wrong.
'use strict';
const assert = require('node:assert');
const { once } = require('node:events');
const { grpc, testing, zeros, initialKey, trailingKey } = require('./peer');

const target = `127.0.0.1:${process.argv[2]}`;
const limits = { 'grpc.max_receive_message_length': 10 * 1024 * 1024 };
const plain = new testing.TestService(target, grpc.credentials.createInsecure(), limits);
const gzip = new testing.TestService(target, grpc.credentials.createInsecure(), { ...limits, 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
const missing = new testing.UnimplementedService(target, grpc.credentials.createInsecure());
const special = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

function unary(client, method, request, metadata = new grpc.Metadata()) {
  return new Promise((resolve) => {
    const seen = {};
    const call = client[method](request, metadata, (error, response) => { seen.error = error; seen.response = response; });
    call.on('metadata', (headers) => { seen.headers = headers; });
    call.on('status', (status) => { seen.status = status; setImmediate(() => resolve(seen)); });
  });
}

function collect(client, requests) {
  return new Promise((resolve) => {
    const call = client.StreamingInputCall((error, response) => resolve({ error, response }));
    for (const request of requests) call.write(request);
    call.end();
  });
}

async function produce(client, parameters) {
  const call = client.StreamingOutputCall({ response_parameters: parameters });
  const sizes = [];
  call.on('data', (message) => sizes.push(message.payload.body.length));
  const status = once(call, 'status');
  await once(call, 'end');
  assert.strictEqual((await status)[0].code, 0);
  return sizes;
}

function ended(call, onData) {
  return new Promise((resolve) => {
    const seen = { messages: 0 };
    call.on('metadata', (headers) => { seen.headers = headers; });
    call.on('data', (message) => { seen.messages++; onData?.(message, seen.messages); });
    call.on('error', () => {});
    call.on('status', (status) => { seen.status = status; resolve(seen); });
  });
}

const large = { response_type: 'COMPRESSABLE', response_size: 314159, payload: zeros(271828) };

const cases = {
  async empty_unary() {
    const { error, response } = await unary(plain, 'EmptyCall', {});
    assert.ifError(error);
    assert.deepStrictEqual(response, {});
  },
  async large_unary() {
    const { error, response } = await unary(plain, 'UnaryCall', large);
    assert.ifError(error);
    assert.strictEqual(response.payload.body.length, 314159);
  },
  async client_compressed_unary() {
    const probe = await unary(plain, 'UnaryCall', { ...large, expect_compressed: { value: true } });
    assert.strictEqual(probe.status.code, grpc.status.INVALID_ARGUMENT);
    for (const [client, value] of [[gzip, true], [plain, false]]) {
      const { error, response } = await unary(client, 'UnaryCall', { ...large, expect_compressed: { value } });
      assert.ifError(error);
      assert.strictEqual(response.payload.body.length, 314159);
    }
  },
  async server_compressed_unary() {
    for (const value of [true, false]) {
      const { error, response } = await unary(plain, 'UnaryCall', { ...large, response_compressed: { value } });
      assert.ifError(error);
      assert.strictEqual(response.payload.body.length, 314159);
    }
  },
  async client_streaming() {
    const { error, response } = await collect(plain, [27182, 8, 1828, 45904].map((size) => ({ payload: zeros(size) })));
    assert.ifError(error);
    assert.strictEqual(response.aggregated_payload_size, 74922);
  },
  async client_compressed_streaming() {
    const probe = await collect(plain, [{ payload: zeros(27182), expect_compressed: { value: true } }]);
    assert.strictEqual(probe.error.code, grpc.status.INVALID_ARGUMENT);
    const { error, response } = await collect(gzip, [
      { payload: zeros(27182), expect_compressed: { value: true } }, { payload: zeros(45904), expect_compressed: { value: true } }]);
    assert.ifError(error);
    assert.strictEqual(response.aggregated_payload_size, 73086);
  },
  async server_streaming() {
    assert.deepStrictEqual(await produce(plain, [31415, 9, 2653, 58979].map((size) => ({ size }))), [31415, 9, 2653, 58979]);
  },
  async server_compressed_streaming() {
    const sizes = await produce(plain, [{ size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }]);
    assert.deepStrictEqual(sizes, [31415, 92653]);
  },
  async ping_pong() {
    const requests = [27182, 8, 1828, 45904];
    const responses = [31415, 9, 2653, 58979];
    const call = plain.FullDuplexCall();
    const send = (i) => call.write({ response_parameters: [{ size: responses[i] }], payload: zeros(requests[i]) });
    const end = ended(call, (message, count) => {
      assert.strictEqual(message.payload.body.length, responses[count - 1]);
      if (count < 4) send(count);
      else call.end();
    });
    send(0);
    const seen = await end;
    assert.strictEqual(seen.status.code, 0);
    assert.strictEqual(seen.messages, 4);
  },
  async empty_stream() {
    const call = plain.FullDuplexCall();
    const end = ended(call);
    call.end();
    const seen = await end;
    assert.strictEqual(seen.status.code, 0);
    assert.strictEqual(seen.messages, 0);
  },
  async custom_metadata() {
    const metadata = new grpc.Metadata();
    metadata.set(initialKey, 'test_initial_metadata_value');
    metadata.set(trailingKey, Buffer.from([0xab, 0xab, 0xab]));
    const one = await unary(plain, 'UnaryCall', large, metadata);
    assert.ifError(one.error);
    const call = plain.FullDuplexCall(metadata);
    const end = ended(call);
    call.write({ response_parameters: [{ size: 314159 }], payload: zeros(271828) });
    call.end();
    for (const seen of [one, await end]) {
      assert.deepStrictEqual(seen.headers.get(initialKey), ['test_initial_metadata_value']);
      assert.deepStrictEqual(seen.status.metadata.get(trailingKey), [Buffer.from([0xab, 0xab, 0xab])]);
    }
  },
  async status_code_and_message() {
    const response_status = { code: 2, message: 'test status message' };
    const one = await unary(plain, 'UnaryCall', { response_status });
    const call = plain.FullDuplexCall();
    const end = ended(call);
    call.write({ response_status });
    call.end();
    for (const seen of [one, await end]) {
      assert.strictEqual(seen.status.code, 2);
      assert.strictEqual(seen.status.details, 'test status message');
    }
  },
  async special_status_message() {
    const seen = await unary(plain, 'UnaryCall', { response_status: { code: 2, message: special } });
    assert.strictEqual(seen.status.code, 2);
    assert.strictEqual(seen.status.details, special);
  },
  async unimplemented_method() {
    assert.strictEqual((await unary(plain, 'UnimplementedCall', {})).status.code, grpc.status.UNIMPLEMENTED);
  },
  async unimplemented_service() {
    assert.strictEqual((await unary(missing, 'UnimplementedCall', {})).status.code, grpc.status.UNIMPLEMENTED);
  },
  async cancel_after_begin() {
    const error = await new Promise((resolve) => {
      const call = plain.StreamingInputCall((failure) => resolve(failure));
      setImmediate(() => call.cancel());
    });
    assert.strictEqual(error.code, grpc.status.CANCELLED);
  },
  async cancel_after_first_response() {
    const call = plain.FullDuplexCall();
    const end = ended(call, () => call.cancel());
    call.write({ response_parameters: [{ size: 31415 }], payload: zeros(27182) });
    assert.strictEqual((await end).status.code, grpc.status.CANCELLED);
  },
  async timeout_on_sleeping_server() {
    const call = plain.FullDuplexCall(new grpc.Metadata(), { deadline: Date.now() + 1 });
    const end = ended(call);
    call.write({ response_parameters: [{ size: 31415, interval_us: 2000000 }], payload: zeros(27182) });
    assert.strictEqual((await end).status.code, grpc.status.DEADLINE_EXCEEDED);
  },
};

(async () => {
  for (const [name, run] of Object.entries(cases)) {
    const patience = new Promise((_, reject) => setTimeout(() => reject(new Error('no end within 60 s')), 60000).unref());
    try {
      await Promise.race([run(), patience]);
      console.log(`${name} ok`);
    } catch (error) {
      console.log(`${name} ${String(error.message).replaceAll(/\s+/g, ' ')}`);
    }
  }
  process.exit(0);
})();
