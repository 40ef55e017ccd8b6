"""Calls the services from the protos alone, as software of a provider or a region would, and prints what it saw as one JSON document.

Usage: calls.py STUBS, with the question on standard input: where the host is, tokens, the names of things.
"""
import json
import sys
import threading

sys.path.insert(0, sys.argv[1])

import grpc
from google.protobuf import descriptor_pb2, json_format
import details_pb2
import health_pb2
import health_pb2_grpc
import reflection_pb2
import reflection_pb2_grpc
from inkoop.dispositions.v1 import dispositions_pb2, dispositions_pb2_grpc
from inkoop.indicators.v1 import indicators_pb2, indicators_pb2_grpc
from inkoop.providers.v1 import providers_pb2, providers_pb2_grpc

asked = json.load(sys.stdin)
channel = grpc.insecure_channel(asked["address"])
providers = providers_pb2_grpc.ProviderServiceStub(channel)
indicators = indicators_pb2_grpc.IndicatorServiceStub(channel)
messages = dispositions_pb2_grpc.MessageServiceStub(channel)


def bearer(role):
    return (("authorization", "Bearer " + asked["tokens"][role]),)


def error_of(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("was answered")


def refusal(error):
    seen = {"code": error.code().value[0], "text": error.details(), "fields": {}}
    status = details_pb2.Status.FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
    for detail in status.details:
        info, bad = details_pb2.ErrorInfo(), details_pb2.BadRequest()
        if detail.Unpack(info):
            seen.update(reason=info.reason, domain=info.domain)
        elif detail.Unpack(bad):
            seen["fields"] = {violation.field: violation.reason for violation in bad.field_violations}
    return seen


def rows(of, stay=None):
    for row in of:
        yield indicators_pb2.SubmitIndicatorsRequest(row=json_format.ParseDict(row, indicators_pb2.SubmissionRow()))
    if stay:
        stay.wait()


def submit():
    reply = indicators.SubmitIndicators(rows(asked["rows"]), metadata=bearer("provider"), timeout=20)
    return json_format.MessageToDict(reply, preserving_proto_field_name=True, including_default_value_fields=True)


def unfinished(end):
    stay = threading.Event()
    call = indicators.SubmitIndicators.future(rows([asked["unfinished"]], stay), metadata=bearer("provider"), timeout=0.5 if end == "deadline" else 20)
    if end == "cancel":
        threading.Timer(0.1, call.cancel).start()
    try:
        call.result()
    except (grpc.RpcError, grpc.FutureCancelledError):
        pass
    stay.set()
    return {"code": call.code().value[0]}


def download():
    listed = messages.ListMessages(dispositions_pb2.ListMessagesRequest(kind="JW301"), metadata=bearer("provider"))
    call = messages.DownloadMessage(dispositions_pb2.DownloadMessageRequest(message_id=listed.messages[0].message_id), metadata=bearer("provider"))
    text = b"".join(part.chunk for part in call).decode("utf-8")
    return {"code": call.code().value[0], "text": text}


def reflect():
    questions = [reflection_pb2.ServerReflectionRequest(list_services="*"), reflection_pb2.ServerReflectionRequest(file_containing_symbol=asked["described"])]
    listed, found = reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(iter(questions))
    files = [descriptor_pb2.FileDescriptorProto.FromString(file) for file in found.file_descriptor_response.file_descriptor_proto]
    return {
        "services": [service.name for service in listed.list_services_response.service],
        "methods": [method.name for file in files for service in file.service if f"{file.package}.{service.name}" == asked["described"] for method in service.method],
    }


def health(names):
    client = health_pb2_grpc.HealthStub(channel)
    name_of = health_pb2.HealthCheckResponse.ServingStatus.Name
    seen = {}
    for service in names:
        try:
            seen[service] = name_of(client.Check(health_pb2.HealthCheckRequest(service=service)).status)
        except grpc.RpcError as error:
            seen[service] = error.code().name
    watch = client.Watch(health_pb2.HealthCheckRequest(service=asked["described"]))
    seen["watch"] = name_of(next(watch).status)
    watch.cancel()
    return seen


def gzip():
    request = providers_pb2.ListProvidersRequest(search=asked["providerName"] + " " * 5000)
    return {"total": providers.ListProviders(request, metadata=bearer("officer"), compression=grpc.Compression.Gzip).total_count}


one = providers_pb2.GetProviderRequest(provider_id=asked["providerId"])
bad = json_format.ParseDict(asked["badProvider"], providers_pb2.RegisterProviderRequest())
reflected = reflect()
print(json.dumps({
    "unary": providers.GetProvider(one, metadata=bearer("officer")).provider.name,
    "client_stream": submit(),
    "server_stream": download(),
    **reflected,
    "no_token": error_of(lambda: providers.GetProvider(one)).code().value[0],
    "wrong_role": error_of(lambda: providers.RegisterProvider(bad, metadata=bearer("provider"))).code().value[0],
    "bad_request": refusal(error_of(lambda: providers.RegisterProvider(bad, metadata=bearer("officer")))),
    "deadline": unfinished("deadline"),
    "cancel": unfinished("cancel"),
    "health": health(["", *reflected["services"], "nobody"]),
    "gzip": gzip(),
}))
