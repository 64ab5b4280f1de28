// SPDX-License-Identifier: Apache-2.0
#pragma once
// Deployed settings in the languages in which tables are deployed.

#include <string>

#include "app/cli/exporting/deployed_settings.h"

namespace isotherm {

// Terraform in JSON syntax (a .tf.json file).
std::string terraform_text(const DeployedSettings& settings);
// A CloudFormation template in JSON.
std::string cloudformation_text(const DeployedSettings& settings);
// Commands of the AWS CLI, one a line, for a POSIX shell.
std::string aws_cli_text(const DeployedSettings& settings);

}  // namespace isotherm
