"""The interoperability cases on python3-grpcio.

interop.py STUBS server            a server; prints its port when it listens
interop.py STUBS client PORT       a client; one line per case: its name and "ok", or what went wrong
interop.py STUBS inspect PORT SVC  asks a server for its health and its services
"""
import faulthandler
import importlib
import sys
import threading
import time
from concurrent import futures

sys.path.insert(0, sys.argv[1])

import grpc
from google.protobuf import descriptor_pb2
import interop_pb2 as pb
import interop_pb2_grpc as stubs

INITIAL = "x-grpc-test-echo-initial"
TRAILING = "x-grpc-test-echo-trailing-bin"
LIMITS = [("grpc.max_receive_message_length", 10 * 1024 * 1024)]
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001F608\t\n"


def zeros(size):
    return pb.Payload(body=bytes(size))


class TestService(stubs.TestServiceServicer):
    @staticmethod
    def echo(context):
        sent = dict(context.invocation_metadata())
        if INITIAL in sent:
            context.send_initial_metadata(((INITIAL, sent[INITIAL]),))
        if TRAILING in sent:
            context.set_trailing_metadata(((TRAILING, sent[TRAILING]),))

    @staticmethod
    def refuse(request, context):
        if request.HasField("response_status") and request.response_status.code:
            code = next(c for c in grpc.StatusCode if c.value[0] == request.response_status.code)
            context.abort(code, request.response_status.message)

    def EmptyCall(self, request, context):
        self.echo(context)
        return pb.Empty()

    def UnaryCall(self, request, context):
        self.echo(context)
        self.refuse(request, context)
        if request.response_compressed.value:
            context.set_compression(grpc.Compression.Gzip)
        return pb.SimpleResponse(payload=zeros(request.response_size))

    def StreamingOutputCall(self, request, context):
        if any(wanted.compressed.value for wanted in request.response_parameters):
            context.set_compression(grpc.Compression.Gzip)
        for wanted in request.response_parameters:
            if not wanted.compressed.value:
                context.disable_next_message_compression()
            yield pb.StreamingOutputCallResponse(payload=zeros(wanted.size))

    def StreamingInputCall(self, requests, context):
        return pb.StreamingInputCallResponse(aggregated_payload_size=sum(len(request.payload.body) for request in requests))

    def FullDuplexCall(self, requests, context):
        self.echo(context)
        for request in requests:
            self.refuse(request, context)
            for wanted in request.response_parameters:
                time.sleep(wanted.interval_us / 1e6)
                yield pb.StreamingOutputCallResponse(payload=zeros(wanted.size))


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8), options=LIMITS)
    stubs.add_TestServiceServicer_to_server(TestService(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print("port", port, flush=True)
    server.wait_for_termination()


def code_of(call):
    try:
        call()
    except grpc.RpcError as error:
        return error.code(), error.details()
    return grpc.StatusCode.OK, ""


def equal(seen, wanted):
    if seen != wanted:
        raise AssertionError(f"{str(seen)[:200]!r} instead of {str(wanted)[:200]!r}")


def large(**more):
    return pb.SimpleRequest(response_size=314159, payload=zeros(271828), **more)


def output(*sizes, **more):
    return pb.StreamingOutputCallRequest(response_parameters=[pb.ResponseParameters(size=size, **more) for size in sizes], payload=zeros(27182))


class Cases:
    def __init__(self, channel):
        self.stub = stubs.TestServiceStub(channel)
        self.missing = stubs.UnimplementedServiceStub(channel)

    def empty_unary(self):
        equal(self.stub.EmptyCall(pb.Empty()), pb.Empty())

    def large_unary(self):
        equal(len(self.stub.UnaryCall(large()).payload.body), 314159)

    def client_compressed_unary(self):
        yes, no = pb.BoolValue(value=True), pb.BoolValue(value=False)
        equal(code_of(lambda: self.stub.UnaryCall(large(expect_compressed=yes)))[0], grpc.StatusCode.INVALID_ARGUMENT)
        equal(len(self.stub.UnaryCall(large(expect_compressed=yes), compression=grpc.Compression.Gzip).payload.body), 314159)
        equal(len(self.stub.UnaryCall(large(expect_compressed=no)).payload.body), 314159)

    def server_compressed_unary(self):
        for value in (True, False):
            equal(len(self.stub.UnaryCall(large(response_compressed=pb.BoolValue(value=value))).payload.body), 314159)

    def client_streaming(self):
        sent = [pb.StreamingInputCallRequest(payload=zeros(size)) for size in (27182, 8, 1828, 45904)]
        equal(self.stub.StreamingInputCall(iter(sent)).aggregated_payload_size, 74922)

    def client_compressed_streaming(self):
        sent = [pb.StreamingInputCallRequest(payload=zeros(size), expect_compressed=pb.BoolValue(value=True)) for size in (27182, 45904)]
        equal(code_of(lambda: self.stub.StreamingInputCall(iter(sent[:1])))[0], grpc.StatusCode.INVALID_ARGUMENT)
        equal(self.stub.StreamingInputCall(iter(sent), compression=grpc.Compression.Gzip).aggregated_payload_size, 73086)

    def server_streaming(self):
        equal([len(m.payload.body) for m in self.stub.StreamingOutputCall(output(31415, 9, 2653, 58979))], [31415, 9, 2653, 58979])

    def server_compressed_streaming(self):
        request = pb.StreamingOutputCallRequest(response_parameters=[
            pb.ResponseParameters(size=31415, compressed=pb.BoolValue(value=True)), pb.ResponseParameters(size=92653, compressed=pb.BoolValue(value=False))])
        equal([len(m.payload.body) for m in self.stub.StreamingOutputCall(request)], [31415, 92653])

    def ping_pong(self):
        turn = threading.Semaphore(1)

        def send():
            for size, wanted in zip((27182, 8, 1828, 45904), (31415, 9, 2653, 58979)):
                turn.acquire()
                yield pb.StreamingOutputCallRequest(response_parameters=[pb.ResponseParameters(size=wanted)], payload=zeros(size))
            turn.acquire()

        sizes = []
        for message in self.stub.FullDuplexCall(send()):
            sizes.append(len(message.payload.body))
            turn.release()
        equal(sizes, [31415, 9, 2653, 58979])

    def empty_stream(self):
        equal(list(self.stub.FullDuplexCall(iter(()))), [])

    def custom_metadata(self):
        metadata = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
        _, unary = self.stub.UnaryCall.with_call(large(), metadata=metadata)
        duplex = self.stub.FullDuplexCall(iter([output(314159)]), metadata=metadata)
        equal([len(m.payload.body) for m in duplex], [314159])
        for call in (unary, duplex):
            equal(dict(call.initial_metadata())[INITIAL], "test_initial_metadata_value")
            equal(dict(call.trailing_metadata())[TRAILING], b"\xab\xab\xab")

    def status_code_and_message(self):
        status = pb.EchoStatus(code=2, message="test status message")
        equal(code_of(lambda: self.stub.UnaryCall(pb.SimpleRequest(response_status=status))), (grpc.StatusCode.UNKNOWN, "test status message"))
        duplex = self.stub.FullDuplexCall(iter([pb.StreamingOutputCallRequest(response_status=status)]))
        equal(code_of(lambda: list(duplex)), (grpc.StatusCode.UNKNOWN, "test status message"))

    def special_status_message(self):
        status = pb.EchoStatus(code=2, message=SPECIAL)
        equal(code_of(lambda: self.stub.UnaryCall(pb.SimpleRequest(response_status=status))), (grpc.StatusCode.UNKNOWN, SPECIAL))

    def unimplemented_method(self):
        equal(code_of(lambda: self.stub.UnimplementedCall(pb.Empty()))[0], grpc.StatusCode.UNIMPLEMENTED)

    def unimplemented_service(self):
        equal(code_of(lambda: self.missing.UnimplementedCall(pb.Empty()))[0], grpc.StatusCode.UNIMPLEMENTED)

    def cancel_after_begin(self):
        over = threading.Event()

        def silent():
            over.wait()
            return
            yield

        call = self.stub.StreamingInputCall.future(silent())
        call.cancel()
        over.set()
        equal((call.cancelled(), call.code()), (True, grpc.StatusCode.CANCELLED))

    def cancel_after_first_response(self):
        over = threading.Event()

        def one():
            yield output(31415)
            over.wait()

        call = self.stub.FullDuplexCall(one())
        next(call)
        call.cancel()
        over.set()
        equal(code_of(lambda: next(call))[0], grpc.StatusCode.CANCELLED)

    def timeout_on_sleeping_server(self):
        call = self.stub.FullDuplexCall(iter([output(31415, interval_us=2000000)]), timeout=0.001)
        equal(code_of(lambda: list(call))[0], grpc.StatusCode.DEADLINE_EXCEEDED)


def run_cases(port):
    faulthandler.dump_traceback_later(60, exit=True)  # a case that hangs says where
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=LIMITS) as channel:
        cases = Cases(channel)
        for name in [name for name in vars(Cases) if not name.startswith("_")]:
            try:
                getattr(cases, name)()
                print(name, "ok", flush=True)
            except Exception as error:  # the line says what went wrong; the next case runs all the same
                print(name, " ".join(f"{type(error).__name__} {error}".split()), flush=True)


def inspect(port, service):
    import health_pb2, health_pb2_grpc
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        health = health_pb2_grpc.HealthStub(channel)
        status = health_pb2.HealthCheckResponse.ServingStatus.Name
        print("health", status(health.Check(health_pb2.HealthCheckRequest()).status))
        print("health-unknown", code_of(lambda: health.Check(health_pb2.HealthCheckRequest(service="nobody")))[0].value[0])
        watch = health.Watch(health_pb2.HealthCheckRequest())
        print("watch", status(next(watch).status))
        watch.cancel()
        for version in ("v1", "v1alpha"):
            messages = importlib.import_module(f"reflection_{version}_pb2")
            services = importlib.import_module(f"reflection_{version}_pb2_grpc")
            questions = [messages.ServerReflectionRequest(list_services="*"), messages.ServerReflectionRequest(file_containing_symbol=service)]
            names, files = services.ServerReflectionStub(channel).ServerReflectionInfo(iter(questions))
            print(f"services-{version}", ",".join(found.name for found in names.list_services_response.service))
            parsed = [descriptor_pb2.FileDescriptorProto.FromString(found) for found in files.file_descriptor_response.file_descriptor_proto]
            print(f"methods-{version}", ",".join(method.name for file in parsed for found in file.service
                                                 if f"{file.package}.{found.name}" == service for method in found.method))


if sys.argv[2] == "server":
    serve()
elif sys.argv[2] == "client":
    run_cases(sys.argv[3])
else:
    inspect(sys.argv[3], sys.argv[4])
