using System.Data.Common;
using Dapper;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// By which terms is a declaration or an allocation judged? Asked in batches, each question about its own day, answered in the order asked.
public sealed partial class ContractRpc
{
    private const int MostQuestions = 1_000;

    public override async Task<GetTermsReply> GetTerms(GetTermsRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.That(request.Questions.Count <= MostQuestions, "questions", "too_many", "Hoogstens 1.000 vragen in één keer.");
        check.ThrowIfAny();
        var questions = TermsQuestions.Read(request, check);
        check.ThrowIfAny();

        var contracts = await database.ReadAsync(connection => CandidatesAsync(connection, questions), context.CancellationToken);
        var book = new TermsBook(contracts);
        var reply = new GetTermsReply();
        reply.Terms.AddRange(questions.Select(book.Answer));
        return reply;
    }

    private async Task<IReadOnlyList<ContractState>> CandidatesAsync(DbConnection connection, IReadOnlyList<Question> questions)
    {
        var heads = await connection.QueryAsync<ContractHead>(SignedContracts, new
        {
            providerIds = questions.Where(question => question.ContractId is null && question.ProviderId is not null).Select(question => question.ProviderId.ToString()).Distinct(),
            agbCodes = questions.Where(question => question.ContractId is null && question.ProviderId is null).Select(question => question.ProviderAgbCode).Distinct(),
            contractIds = questions.Where(question => question.ContractId is not null).Select(question => question.ContractId.ToString()).Distinct(),
        });
        return await newest.ReadAsync(connection, [.. heads.Select(head => (head.ContractId, head.Version))]);
    }

    private const string SignedContracts = """
        SELECT contract_id, version, provider_id, status FROM contract
        WHERE status = 'signed' AND (provider_id IN @providerIds OR provider_agb_code IN @agbCodes OR contract_id IN @contractIds)
        """;
}

/// <summary>One question, read: by contract, or by provider (id, else AGB code).</summary>
public sealed record Question(Guid? ContractId, Guid? ProviderId, string ProviderAgbCode, string MunicipalityCode, string Category, string Code, string ProductId, DateOnly On);

public static class TermsQuestions
{
    /// <summary>Only what cannot be asked at all is a fault; codes that nobody contracted simply are not found.</summary>
    public static IReadOnlyList<Question> Read(GetTermsRequest request, Check check) =>
    [
        .. request.Questions.Select((question, i) =>
        {
            var at = $"questions[{i}]";
            check.That(question.ContractId.Length > 0 || question.ProviderId.Length > 0 || question.ProviderAgbCode.Length > 0,
                $"{at}.provider_agb_code", "required", "Noem een contract of een aanbieder.");
            check.That(question.ProductId.Length == 0 || question.ContractId.Length > 0, $"{at}.contract_id", "required", "Een product heeft zijn nummer binnen een contract: noem dat contract.");
            return new Question(
                question.ContractId.Length == 0 ? null : check.Id(question.ContractId, $"{at}.contract_id"),
                question.ProviderId.Length == 0 ? null : check.Id(question.ProviderId, $"{at}.provider_id"),
                question.ProviderAgbCode.Trim(), question.MunicipalityCode.Trim(), question.Category.Trim(), question.Code.Trim().ToUpperInvariant(), question.ProductId.Trim(),
                check.Date(question.On, $"{at}.on"));
        }),
    ];
}

/// <summary>Signed contracts, arranged to answer many questions.</summary>
public sealed class TermsBook(IReadOnlyList<ContractState> signed)
{
    private readonly Dictionary<Guid, ContractState> byId = signed.ToDictionary(contract => contract.ContractId);
    private readonly ILookup<Guid?, ContractState> byProvider = signed.ToLookup(contract => contract.ProviderId);
    private readonly ILookup<string?, ContractState> byAgbCode = signed.ToLookup(contract => contract.ProviderAgbCode);

    /// <summary>
    /// The terms of the contract that is in force that day with the municipality among its buyers. Where a contract is named only that one counts; else the one
    /// signed last. A question without a product code (an allocation of a whole category, or of anything) gets the contract without a product.
    /// </summary>
    public Terms Answer(Question question)
    {
        var best = Candidates(question)
            .Where(contract => contract.IsSigned && contract.StartsOn <= question.On && question.On <= contract.EndsOn && Buys(contract, question) && Sells(contract, question))
            .OrderByDescending(contract => contract.SignedOn)
            .ThenByDescending(contract => contract.ContractId.ToString(), StringComparer.Ordinal) // the later draft, on a day with two signatures
            .FirstOrDefault();
        return best is null ? new Terms() : ToTerms(best, question);
    }

    private IEnumerable<ContractState> Candidates(Question question)
    {
        if (question.ContractId is { } id)
            return byId.TryGetValue(id, out var named) && IsOf(named, question) ? [named] : [];
        return question.ProviderId is { } providerId ? byProvider[providerId] : byAgbCode[question.ProviderAgbCode];
    }

    private static bool IsOf(ContractState contract, Question question) =>
        (question.ProviderId is null || question.ProviderId == contract.ProviderId)
        && (question.ProviderId is not null || question.ProviderAgbCode.Length == 0 || question.ProviderAgbCode == contract.ProviderAgbCode);

    private static bool Buys(ContractState contract, Question question) =>
        contract.Buyers.Any(buyer => buyer.MunicipalityCode == question.MunicipalityCode && buyer.Holds(question.On, contract.EndsOn));

    private static bool Sells(ContractState contract, Question question) =>
        NamesProduct(question) ? Product(contract, question) is not null
        : question.Category.Length == 0 || contract.Products.Any(product => product.Category == question.Category) || contract.Lots.Any(lot => lot.Categories?.Contains(question.Category) == true);

    private static Wire.Events.ProductTerm? Product(ContractState contract, Question question) =>
        question.ProductId.Length > 0
            ? contract.Products.FirstOrDefault(product => product.ProductId == question.ProductId)
            : contract.Products.FirstOrDefault(product => product.Code == question.Code && product.Category == question.Category);

    private static bool NamesProduct(Question question) => question.Code.Length > 0 || question.ProductId.Length > 0;

    private static Terms ToTerms(ContractState contract, Question question)
    {
        var terms = new Terms
        {
            Found = true,
            ContractId = contract.ContractId.ToString(),
            ContractNumber = contract.Number,
            ContractVersion = contract.Version,
            ProviderId = contract.ProviderId?.ToString() ?? "",
            ProviderAgbCode = contract.ProviderAgbCode ?? "",
            RoundingRule = ContractWire.RoundingRuleOf(contract.RoundingRule),
            StartsOn = WireText.Day(contract.StartsOn),
            EndsOn = WireText.Day(contract.EndsOn),
        };
        if (!NamesProduct(question) || Product(contract, question) is not { } product) return terms;
        terms.ProductId = product.ProductId;
        terms.Category = product.Category;
        terms.Code = product.Code;
        terms.LotId = product.LotId;
        terms.Unit = product.Unit;
        terms.Variant = ContractWire.VariantOf(product.Variant);
        terms.FundingModel = contract.Lot(product.LotId).FundingModel;
        terms.RateEur = TariffCalendar.On(product.Tariffs, question.On, contract.EndsOn) is { } tariff ? E8.Text(tariff.RateE8) : "";
        return terms;
    }
}
