// The descriptors reflection answers from: files by name and by the symbols they define.

using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Files with everything they import, searchable by name and by symbol.</summary>
public class SymbolRegistry
{
    private readonly Dictionary<string, FileDescriptor> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> bySymbol = new(StringComparer.Ordinal);

    private SymbolRegistry()
    {
    }

    public static SymbolRegistry FromFiles(IEnumerable<FileDescriptor> fileDescriptors)
    {
        var registry = new SymbolRegistry();
        foreach (var file in fileDescriptors)
            registry.Add(file);
        return registry;
    }

    /// <summary>The file of this name, or null.</summary>
    public FileDescriptor? FileByName(string filename) => byName.GetValueOrDefault(filename);

    /// <summary>The file that defines this full name (message, field, enum, value, service, method, extension), or null.</summary>
    public FileDescriptor? FileContainingSymbol(string symbol) => bySymbol.GetValueOrDefault(symbol);

    private void Add(FileDescriptor file)
    {
        if (!byName.TryAdd(file.Name, file))
            return;
        foreach (var import in file.Dependencies)
            Add(import);
        foreach (var message in file.MessageTypes)
            Add(message);
        foreach (var enumeration in file.EnumTypes)
            Add(enumeration);
        foreach (var extension in file.Extensions.UnorderedExtensions)
            bySymbol[extension.FullName] = file;
        foreach (var service in file.Services)
        {
            bySymbol[service.FullName] = file;
            foreach (var method in service.Methods)
                bySymbol[method.FullName] = file;
        }
    }

    private void Add(MessageDescriptor message)
    {
        bySymbol[message.FullName] = message.File;
        foreach (var nested in message.NestedTypes)
            Add(nested);
        foreach (var enumeration in message.EnumTypes)
            Add(enumeration);
        foreach (var field in message.Fields.InDeclarationOrder())
            bySymbol[field.FullName] = message.File;
        foreach (var extension in message.Extensions.UnorderedExtensions)
            bySymbol[extension.FullName] = message.File;
    }

    private void Add(EnumDescriptor enumeration)
    {
        bySymbol[enumeration.FullName] = enumeration.File;
        foreach (var value in enumeration.Values)
            bySymbol[value.FullName] = enumeration.File;
    }
}
