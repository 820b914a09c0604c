namespace Newsletter.Azure;

/// <summary>Commands of the Azure command line that furnish an account; docs/operators.md shows the same.</summary>
/// <param name="account">The account's name.</param>
internal sealed class AzCommands(string account)
{
    public const string IndexDocument = "index.html";

    public const string NotFoundDocument = "404.html";

    public string StaticWebsite =>
        $"az storage blob service-properties update {Account} --static-website --index-document {IndexDocument} --404-document {NotFoundDocument}";

    public string NetworkRules => $"az storage account network-rule list --account-name {account}";

    private string Account => $"--account-name {account} --auth-mode login";

    public string Container(string name) => name == "$web" ? StaticWebsite : $"az storage container create {Account} --name {name}";

    public string Table(string name) => $"az storage table create {Account} --name {name}";

    public string Queue(string name) => $"az storage queue create {Account} --name {name}";

    /// <param name="service">Blob, Queue or Table.</param>
    public string Role(string service) =>
        $"az role assignment create --assignee USER_OR_APP --role \"Storage {service} Data Contributor\" "
        + $"--scope $(az storage account show --name {account} --query id --output tsv)";
}
