using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkoop.Wire.Events;

/// <summary>Every event and the service whose log holds it. A new event is a line here.</summary>
public static class EventCatalog
{
    private static readonly Dictionary<Type, string> services = new()
    {
        [typeof(ProviderRegistered)] = "providers",
        [typeof(MunicipalityRecorded)] = "providers",
        [typeof(ContractDrafted)] = "contracts",
        [typeof(ContractSigned)] = "contracts",
        [typeof(TariffChanged)] = "contracts",
        [typeof(ContractAmended)] = "contracts",
        [typeof(ContractRestated)] = "contracts",
        [typeof(FactRecorded)] = "money",
        [typeof(FactWithdrawn)] = "money",
        [typeof(FactConfirmed)] = "money",
        [typeof(PaymentRunProposed)] = "money",
        [typeof(PaymentRunApproved)] = "money",
        [typeof(PaymentRunDropped)] = "money",
        [typeof(PaymentRunPaid)] = "money",
        [typeof(PaymentRunReversed)] = "money",
        [typeof(DisputeOpened)] = "money",
        [typeof(DisputeResolved)] = "money",
        [typeof(LotSettled)] = "money",
        [typeof(LotStanding)] = "money",
        [typeof(DispositionIssued)] = "dispositions",
        [typeof(PersonTold)] = "dispositions",
        [typeof(ProductAllocated)] = "dispositions",
        [typeof(MessageReceived)] = "dispositions",
        [typeof(CareStarted)] = "dispositions",
        [typeof(CareStopped)] = "dispositions",
        [typeof(LinesJudged)] = "dispositions",
        [typeof(MessageAnswered)] = "dispositions",
        [typeof(IndicatorSubmitted)] = "indicators",
        [typeof(IndicatorDerived)] = "indicators",
        [typeof(IndicatorDefined)] = "indicators",
        [typeof(ActionRecorded)] = "reviews",
        [typeof(ReviewSigned)] = "reviews",
        [typeof(ReviewFrozen)] = "reviews",
    };

    private static readonly Dictionary<string, Type> byName = services.Keys.ToDictionary(type => type.Name);

    // Of a single client, or with counts that can be as small as one.
    private static readonly HashSet<string> aboutClients = [.. byName.Where(known => TellsOfAClient(known.Value, [])).Select(known => known.Key), nameof(LotStanding)];

    public static IReadOnlyCollection<Type> All => services.Keys;

    /// <summary>The services that keep a log, by name.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. services.Values.Distinct()];

    /// <summary>The service that owns the log of <paramref name="eventType"/>.</summary>
    public static string ServiceOf(Type eventType) => services[eventType];

    /// <summary>The record type of a logged event's <paramref name="name"/>.</summary>
    public static Type TypeOf(string name) => byName[name];

    /// <summary>Whether an event tells of single clients, by pseudonym: not for those who may see sums only. A name that is not known is taken to.</summary>
    public static bool IsAboutClients(string name) => !byName.ContainsKey(name) || aboutClients.Contains(name);

    /// <summary>The payload of an event for people: without what is sealed for one service, which is every member of bytes.</summary>
    public static string WithoutSealed(string name, string payload)
    {
        if (!byName.TryGetValue(name, out var type) || type.GetProperties().Where(property => property.PropertyType == typeof(byte[])).ToList() is not { Count: > 0 } members)
            return payload;
        var content = JsonNode.Parse(payload)!.AsObject();
        foreach (var member in members)
            content.Remove(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
        return content.ToJsonString(EventJson.Options);
    }

    private static bool TellsOfAClient(Type type, HashSet<Type> seen) =>
        seen.Add(type) && type.GetProperties().Any(property => property.Name.Contains("ClientPseudonym", StringComparison.Ordinal)
            || Parts(property.PropertyType).Any(part => TellsOfAClient(part, seen)));

    // The records of events that a property is made of, in a list or by itself.
    private static IEnumerable<Type> Parts(Type type) =>
        type.GetGenericArguments().Append(type).Where(part => part.Namespace == typeof(EventCatalog).Namespace);
}
