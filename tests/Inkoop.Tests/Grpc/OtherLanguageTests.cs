using System.Text.Json;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Indicators.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>
/// Our services as a client in another language meets them, from the protos alone: every kind of call, deadline, cancel, refusals with
/// their details, reflection, health and compression. Each client calls once; each test reads one part of what it saw.
/// </summary>
public sealed class OtherLanguageTests(OtherLanguageTests.Callers callers) : IClassFixture<OtherLanguageTests.Callers>
{
    private const string Described = "inkoop.indicators.v1.IndicatorService";

    public static TheoryData<string> Languages => ["node", "python"];

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_unary_call_is_answered(string language) =>
        (await callers.SawAsync(language)).GetProperty("unary").GetString().ShouldBe($"Jeugdhulp {language}");

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_stream_of_rows_is_answered_row_by_row(string language)
    {
        var reply = (await callers.SawAsync(language)).GetProperty("client_stream");
        reply.GetProperty("accepted_count").GetInt32().ShouldBe(1, reply.ToString());
        reply.GetProperty("results")[1].GetProperty("faults")[0].GetProperty("field").GetString().ShouldBe("numerator");
    }

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_message_is_downloaded_as_a_stream(string language)
    {
        var download = (await callers.SawAsync(language)).GetProperty("server_stream");
        download.GetProperty("code").GetInt32().ShouldBe(0);
        download.GetProperty("text").GetString()!.ShouldContain("Zoë"); // whole, and in UTF-8
    }

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task reflection_lists_the_services_and_describes_one_over_a_stream_both_ways(string language)
    {
        var saw = await callers.SawAsync(language);
        Texts(saw.GetProperty("services")).ShouldBe([.. Callers.ServiceNames, "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"], ignoreOrder: true);
        Texts(saw.GetProperty("methods")).ShouldBe(IndicatorService.Descriptor.Methods.Select(method => method.Name));
    }

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task every_service_says_that_it_serves_and_an_unknown_one_is_not_found(string language)
    {
        var health = (await callers.SawAsync(language)).GetProperty("health");
        foreach (var service in Callers.ServiceNames.Append("").Append("watch"))
            health.GetProperty(service).GetString().ShouldBe("SERVING", service);
        health.GetProperty("nobody").GetString().ShouldBe("NOT_FOUND");
    }

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_call_without_a_token_is_unauthenticated(string language) =>
        (await callers.SawAsync(language)).GetProperty("no_token").GetInt32().ShouldBe((int)StatusCode.Unauthenticated);

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_role_that_may_not_is_denied(string language) =>
        (await callers.SawAsync(language)).GetProperty("wrong_role").GetInt32().ShouldBe((int)StatusCode.PermissionDenied);

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task every_bad_field_is_named_in_the_details(string language)
    {
        var refusal = (await callers.SawAsync(language)).GetProperty("bad_request");
        refusal.GetProperty("code").GetInt32().ShouldBe((int)StatusCode.InvalidArgument);
        refusal.GetProperty("domain").GetString().ShouldBe("inkoop");
        refusal.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        refusal.GetProperty("fields").EnumerateObject().Select(field => $"{field.Name} {field.Value}").ShouldBe(
            ["name required", "kvk_number kvk_number_invalid", "email email_invalid"], ignoreOrder: true);
    }

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_stream_that_passes_its_deadline_or_is_cancelled_is_told_so_and_stored_once_at_most(string language)
    {
        var saw = await callers.SawAsync(language);
        saw.GetProperty("deadline").GetProperty("code").GetInt32().ShouldBe((int)StatusCode.DeadlineExceeded);
        saw.GetProperty("cancel").GetProperty("code").GetInt32().ShouldBe((int)StatusCode.Cancelled);
        var submissions = await callers.Client<IndicatorService.IndicatorServiceClient>(Role.ContractManager)
            .ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = callers.ContractOf(language) });
        // Both gave up on one row. Node ends a stream before it resets it, so the host may have seen a whole one: then it stands once.
        submissions.Submissions.Select(submission => submission.Quarter).Except(["2026-Q2"]).ShouldBe(["2026-Q1"]);
        submissions.Submissions.Count(submission => submission.Quarter == "2026-Q2").ShouldBeLessThanOrEqualTo(language == "node" ? 1 : 0);
        submissions.Submissions.ShouldAllBe(submission => submission.Version == 1);
    }

    [OtherLanguageTheory, MemberData(nameof(Languages))]
    public async Task a_request_in_gzip_is_understood(string language)
    {
        var gzip = (await callers.SawAsync(language)).GetProperty("gzip");
        gzip.TryGetProperty("total", out var total).ShouldBeTrue(gzip.ToString());
        total.GetInt32().ShouldBe(1);
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());

    private enum StatusCode { Cancelled = 1, InvalidArgument = 3, DeadlineExceeded = 4, PermissionDenied = 7, Unauthenticated = 16 }

    /// <summary>One host for both languages; each has a provider and a contract of its own.</summary>
#pragma warning disable CA1001 // The app's DisposeAsync ends it.
    public sealed class Callers : InkoopApp
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim one = new(1);
        private readonly Dictionary<string, (JsonElement Saw, string ContractId)> callers = [];

        /// <summary>The names of our services, as the protos have them.</summary>
        public static IReadOnlyList<string> ServiceNames => [.. Shapes.ProtoTests.Services.Select(service => service.FullName)];

        public string ContractOf(string language) => callers[language].ContractId;

        public async Task<JsonElement> SawAsync(string language)
        {
            await one.WaitAsync();
            try
            {
                if (!callers.TryGetValue(language, out var caller))
                    callers[language] = caller = await CallAsync(language);
                return caller.Saw;
            }
            finally
            {
                one.Release();
            }
        }

        private async Task<(JsonElement, string)> CallAsync(string language)
        {
            var region = new Region(this, language == "node" ? "42420002" : "42420003");
            await region.RegisterProviderAsync($"Jeugdhulp {language}");
            await region.SignContractAsync($"ANDERS-{language}", agreements: [new KpiAgreement { IndicatorCode = "doelen_gerealiseerd", Norm = "0.75", Direction = KpiDirection.AtLeast }]);
            await region.AllocateAsync(bsn: TestBsn.All().ElementAt(language == "node" ? 5 : 6), dispositionNumber: language);
            var own = Client<IndicatorService.IndicatorServiceClient>(Role.Provider, region.AgbCode);
            await Eventually.GetsAsync(async () => (await own.ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1" })).Due.Count, count => count == 1);
            var saw = await OtherLanguages.AskAsync(language, new
            {
                protos = OtherLanguages.Protos,
                address = GrpcAddress.Authority,
                tokens = new { officer = await TokenAsync(Role.ProcurementOfficer), provider = await TokenAsync(Role.Provider, region.AgbCode) },
                providerId = region.ProviderId,
                providerName = $"Jeugdhulp {language}",
                described = Described,
                badProvider = new { request_id = $"{language}-bad", kvk_number = "123", email = "geen adres" },
                rows = new[] { Row(1, "2026-Q1", 156), Row(2, "2026-Q1", 209) },
                unfinished = Row(3, "2026-Q2", 100),
            });
            return (saw, region.Contract.ContractId);

            object Row(int number, string quarter, int numerator) => new
            {
                row_number = number,
                request_id = $"{language}-{number}",
                contract_id = region.Contract.ContractId,
                indicator_code = "doelen_gerealiseerd",
                quarter,
                numerator,
                denominator = 208,
            };
        }
    }
}
