using System.Globalization;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Tests.CommandLine;
using Inkoop.Tests.Demo;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Reviews.V1;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>One running demo for everything that the documents say about it.</summary>
[CollectionDefinition(nameof(DocumentedDemo))]
public sealed class DocumentedDemoCollection : ICollectionFixture<DocumentedDemo>;

/// <summary>
/// The demo region as documented, with fewer clients so that it loads in seconds, on which every documented command was run in the
/// order of reading. Providers, contracts and their numbers do not depend on how many clients there are; a test holds the plan to that.
/// </summary>
public sealed class DocumentedDemo : InkoopApp
{
    private const string Short = "inkoop ";
    private const string Long = "dotnet run --project clients/Cli -- ";
    private readonly string answers = Directory.CreateTempSubdirectory("inkoop-docs-").FullName;

    public static DemoRegion Fewer { get; } = DemoRegion.MiddenLimburgOost with { ClientCount = 150 };

    /// <summary>How each documented command line of <c>inkoop</c> ended.</summary>
    public Dictionary<DocumentedCommand, CommandRun> Runs { get; } = [];

    /// <summary>The page of the review that has an open action; one of the many that the list links to.</summary>
    public string ReviewInHand { get; private set; } = "";

    public static bool IsCommandLine(DocumentedCommand command) => Arguments(command).Length > 0;

    public override async Task InitializeAsync()
    {
        DemoRegion = Fewer;
        await base.InitializeAsync();
        await Loaded.AwaitAsync(this);
        foreach (var command in Documents.Commands.Where(IsCommandLine))
            Runs[command] = await RunAsync(command);
        await LeaveWorkAsync();
    }

    public override async Task DisposeAsync()
    {
        Directory.Delete(answers, recursive: true);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static string[] Arguments(DocumentedCommand command)
    {
        var text = command.Text.StartsWith(Short, StringComparison.Ordinal) ? command.Text[Short.Length..] : command.Text.StartsWith(Long, StringComparison.Ordinal) ? command.Text[Long.Length..] : "";
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // As written, but for where the reader stands: files of the documents lie in the checkout, answers go to a folder of the test.
    private Task<CommandRun> RunAsync(DocumentedCommand command)
    {
        var arguments = Arguments(command);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].StartsWith("docs/", StringComparison.Ordinal))
                arguments[i] = Path.Combine(Repository.Root, arguments[i]);
            if (i > 0 && arguments[i - 1] == "--out")
                arguments[i] = Path.Combine(answers, arguments[i]);
        }

        return CommandRun.OfAsync(new Dictionary<string, string> { ["INKOOP_URL"] = GrpcAddress.ToString(), ["INKOOP_IDENTITY_URL"] = Pages.ToString() }, "", arguments);
    }

    // What people of the region have in hand while they read: a draft, runs to decide, an amount in dispute, an action that is open.
    private async Task LeaveWorkAsync()
    {
        var contracts = Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var draft = (await contracts.GetContractAsync(new GetContractRequest { Number = "MLO-2024-001" })).Contract;
        draft.Number = "MLO-2027-001";
        await contracts.DraftContractAsync(new DraftContractRequest { RequestId = "docs-draft", Contract = draft });

        var payments = Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var contractId = (await contracts.GetContractAsync(new GetContractRequest { Number = "MLO-2024-003" })).Contract.ContractId;
        var run = (await payments.ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = "docs-run", Year = 2025, Until = "2025-12-31", ContractIds = { contractId } })).Run;
        await Client<PaymentService.PaymentServiceClient>(Role.ContractManager).ApprovePaymentRunAsync(
            new ApprovePaymentRunRequest { RequestId = "docs-approve", RunId = run.RunId, ExpectedVersion = run.Version });
        var line = (await payments.ListPaymentLinesAsync(new ListPaymentLinesRequest { RunId = run.RunId, PageSize = 1 })).Lines[0];
        await payments.OpenDisputeAsync(new OpenDisputeRequest
        {
            RequestId = "docs-dispute",
            ContractId = contractId,
            Key = line.Key,
            MunicipalityCode = line.MunicipalityCode,
            DisputedCents = 100,
            Reason = "Te veel minuten.",
            Year = 2025,
        });

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var quarter = Quarter.Of(today).Previous.ToString();
        ReviewInHand = $"/kwartaalgesprekken/{contractId}/{quarter}";
        await Client<ReviewService.ReviewServiceClient>(Role.ContractManager).AddActionAsync(new AddActionRequest
        {
            RequestId = "docs-action",
            ContractId = contractId,
            Quarter = quarter,
            Text = "Bespreek de wachttijd.",
            Owner = "aanbieder",
            DueOn = today.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
    }
}
