using System.Text.Json;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Indicators.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>A provider whose software is written in another language, from the protos alone.</summary>
public sealed class NodeClient(InkoopApp app) : IClassFixture<InkoopApp>
{
    [ToolFact("node", "npm")]
    public async Task submits_indicators_by_client_streaming()
    {
        var region = new Region(app, "42420001");
        await region.RegisterProviderAsync("Jeugdhulp Anders");
        await region.SignContractAsync("NODE-1", agreements: [new KpiAgreement { IndicatorCode = "doelen_gerealiseerd", Norm = "0.75", Direction = KpiDirection.AtLeast }]);
        var indicators = app.Client<IndicatorService.IndicatorServiceClient>(Role.Provider, region.AgbCode);
        await Eventually.GetsAsync(async () => (await indicators.ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1" })).Due.Count, count => count == 1);
        var rows = new[] { Row(1, 156, 208), Row(2, 209, 208) };

        var (exit, output, error) = await NodeProgram.RunAsync(
            Path.Combine(Repository.Root, "tests/Inkoop.Tests/Journeys/node/submit.js"),
            [Path.Combine(Repository.Root, "contracts/Inkoop.Wire"), app.GrpcAddress.Authority, await app.TokenAsync(Role.Provider, region.AgbCode)],
            JsonSerializer.Serialize(rows));

        exit.ShouldBe(0, error);
        var reply = JsonDocument.Parse(output).RootElement;
        reply.GetProperty("accepted_count").GetInt32().ShouldBe(1);
        reply.GetProperty("results")[1].GetProperty("faults")[0].GetProperty("field").GetString().ShouldBe("numerator");
        var submission = (await indicators.ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = region.Contract.ContractId })).Submissions.Single();
        (submission.Numerator, submission.Denominator).ShouldBe((156L, 208L));

        object Row(int number, int numerator, int denominator) => new
        {
            row_number = number,
            request_id = $"node-{number}",
            contract_id = region.Contract.ContractId,
            indicator_code = "doelen_gerealiseerd",
            quarter = "2026-Q1",
            numerator,
            denominator,
        };
    }
}
